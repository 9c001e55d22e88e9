import type { Decider } from '../decider/decider.js';
import type { ModelEvent } from './model.events.js';

export interface DefineModel {
  readonly type: 'DefineModel';
  readonly model: string;
  readonly name: string;
  readonly engine: string;
  readonly icon?: string | null;
}

export interface Model {
  readonly model: string;
  readonly name: string;
  readonly engine: string;
  readonly icon: string | null;
}

export const modelDecider: Decider<Model | null, DefineModel, ModelEvent> = {
  initialState: null,
  decide: ({ model, name, engine, icon = null }, _state, now) => [
    { type: 'ModelDefined', data: { model, name, engine, icon, definedAt: now.toISOString() } },
  ],
  evolve: (_state, { data: { model, name, engine, icon } }) => ({ model, name, engine, icon }),
};
