import type { NackAction } from '../persistent/group-io.js';

/** What may happen in the life of a group. */
export type Step =
  | { readonly kind: 'arrive'; readonly pin: number; readonly repeats: boolean }
  | { readonly kind: 'pass' | 'park-written' | 'checkpoint-written' | 'checkpoint-lost' | 'replay' }
  | { readonly kind: 'connect'; readonly slots: number }
  | { readonly kind: 'leave' | 'pause' | 'resume'; readonly who: number }
  | { readonly kind: 'ack'; readonly who: number; readonly which: number }
  | { readonly kind: 'nack'; readonly who: number; readonly which: number; readonly action: NackAction }
  | { readonly kind: 'ack-unknown'; readonly who: number; readonly number: number }
  | { readonly kind: 'wait'; readonly ms: number };
