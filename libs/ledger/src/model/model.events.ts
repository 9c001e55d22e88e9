/** Events of the stream `model-<modelKey>`: what screens call a model, and whose engine runs it. */
export interface ModelDefined {
  readonly type: 'ModelDefined';
  readonly data: {
    readonly model: string;
    readonly name: string;
    readonly engine: string;
    /** Drawn by screens; null: they show initials. */
    readonly icon: string | null;
    readonly definedAt: string;
  };
}

export type ModelEvent = ModelDefined;
