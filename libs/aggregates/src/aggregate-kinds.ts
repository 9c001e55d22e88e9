import {
  accountDecider,
  modelDecider,
  packageDecider,
  purchaseDecider,
  rateDecider,
  subscriptionDecider,
  topUpDecider,
  type Account,
  type AccountCommand,
  type AccountEvent,
  type ChangeRate,
  type DefineModel,
  type Model,
  type ModelEvent,
  type Package,
  type PackageCommand,
  type PackageEvent,
  type Purchase,
  type PurchaseCommand,
  type PurchaseEvent,
  type RateEvent,
  type RateHistory,
  type Subscription,
  type SubscriptionCommand,
  type SubscriptionEvent,
  type TopUp,
  type TopUpCommand,
  type TopUpEvent,
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

export const packageKind: AggregateKind<Package | null, PackageCommand, PackageEvent> = {
  kind: 'package',
  decider: packageDecider,
  stateVersion: 1,
};

export const purchaseKind: AggregateKind<Purchase | null, PurchaseCommand, PurchaseEvent> = {
  kind: 'purchase',
  decider: purchaseDecider,
  stateVersion: 1,
};

export const subscriptionKind: AggregateKind<Subscription | null, SubscriptionCommand, SubscriptionEvent> = {
  kind: 'subscription',
  decider: subscriptionDecider,
  stateVersion: 1,
};

export const topUpKind: AggregateKind<TopUp, TopUpCommand, TopUpEvent> = {
  kind: 'topUp',
  decider: topUpDecider,
  stateVersion: 1,
};
