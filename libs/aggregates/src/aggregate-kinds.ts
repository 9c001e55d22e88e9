import {
  accountDecider,
  modelDecider,
  rateDecider,
  type Account,
  type AccountCommand,
  type AccountEvent,
  type ChangeRate,
  type DefineModel,
  type Model,
  type ModelEvent,
  type RateEvent,
  type RateHistory,
} from '#libs/ledger';
import type { AggregateKind } from './aggregate-kind.js';

export const accountKind: AggregateKind<Account, AccountCommand, AccountEvent> = {
  kind: 'account',
  decider: accountDecider,
  stateVersion: 2,
};

export const rateKind: AggregateKind<RateHistory, ChangeRate, RateEvent> = {
  kind: 'rate',
  decider: rateDecider,
  stateVersion: 3,
};

export const modelKind: AggregateKind<Model | null, DefineModel, ModelEvent> = {
  kind: 'model',
  decider: modelDecider,
  stateVersion: 2,
};
