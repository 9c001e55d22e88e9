import type { AccountCommand } from '#libs/ledger';
import type { NaiveService } from '../rules/once.js';
import { lookAt } from '../rules/execute.js';
import { anyCommand } from './any-command.js';
import type { Dice } from './dice.js';

/** A request as its sender makes it: the rate is found when it is carried out. */
export interface Sending {
  readonly operationId: string;
  readonly command: AccountCommand;
  /** One of two that write to the same log. */
  readonly process: 0 | 1;
}

/** What happens to one account at one moment: requests that are sent at once. */
export interface Deed {
  readonly kind: DeedKind;
  readonly sendings: readonly Sending[];
}

export const DEED_KINDS = [
  'one',
  'burst',
  'race',
  'twins',
  'twins apart',
  'same id',
  'again',
  'reused',
  'answer lost',
] as const;
export type DeedKind = (typeof DEED_KINDS)[number];

/** One account's past, and what happens to it next. */
export class History {
  /** What was sent, for sending it again. */
  readonly sent: Sending[] = [];
  private operations = 0;

  constructor(
    readonly accountId: string,
    private readonly dice: Dice,
    readonly account: NaiveService,
  ) {}

  /** Plans what happens next, by what the account is like at the moment. */
  next(now: number): Deed {
    const deed = lookAt(this.account, now, () => this.anyDeed(this.sending(now), now));
    this.sent.push(...deed.sendings);
    return deed;
  }

  private anyDeed(first: Sending, now: number): Deed {
    // Nothing may be due: whether its id is taken then, nobody needs to know.
    if (first.command.type === 'RecordDue') return { kind: 'one', sendings: [first] };
    const { dice } = this;
    const { process: here } = first;
    const there = here === 0 ? 1 : 0;
    const one = () => this.sending(now);
    const before = dice.anyOf(this.sent) ?? first;
    const deed = (weight: number, kind: DeedKind, sendings: () => readonly Sending[]) =>
      [weight, () => ({ kind, sendings: sendings() })] as const;
    return dice.choose<Deed>([
      deed(48, 'one', () => [first]),
      deed(38, 'burst', () => [first, ...this.more(dice.whole(1, 8), here, now)]),
      deed(4, 'race', () => [first, { ...one(), process: there }]),
      deed(2.5, 'twins', () => [first, first]),
      deed(1.5, 'twins apart', () => [first, { ...first, process: there }]),
      deed(1.5, 'same id', () => [
        first,
        { ...one(), operationId: first.operationId, process: dice.oneOf([here, there]) },
      ]),
      deed(2.5, 'again', () => [{ ...before, process: here }]),
      deed(1.5, 'reused', () => [{ ...first, operationId: before.operationId }]),
      deed(0.5, 'answer lost', () => [first]),
    ]);
  }

  private more(count: number, process: 0 | 1, now: number): readonly Sending[] {
    return Array.from({ length: count }, () => ({ ...this.sending(now), process }));
  }

  private sending(now: number): Sending {
    this.operations += 1;
    const operationId = `op-${this.operations}`;
    const command = anyCommand({ dice: this.dice, account: this.account, operationId, now });
    return { operationId, command, process: this.dice.chance(0.97) ? 0 : 1 };
  }
}
