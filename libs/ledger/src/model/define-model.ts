import type { Decider } from '../decider/decider.js';
import type { ModelEvent } from './model.events.js';

export interface DefineModel {
  readonly type: 'DefineModel';
  readonly model: string;
  readonly name: string;
  readonly engine: string;
}

export interface Model {
  readonly model: string;
  readonly name: string;
  readonly engine: string;
}

export const modelDecider: Decider<Model | null, DefineModel, ModelEvent> = {
  initialState: null,
  decide: ({ model, name, engine }, _state, now) => [
    { type: 'ModelDefined', data: { model, name, engine, definedAt: now.toISOString() } },
  ],
  evolve: (_state, event) => ({ model: event.data.model, name: event.data.name, engine: event.data.engine }),
};
