import { available, overdrawn } from './balances.js';
import { draw, drawsOf, move } from './drawing.js';
import { least, timeOf, written } from './figures.js';
import type { NaiveAccount } from './naive-account.js';

/** Whatever is available pays what is overdrawn. */
export function payBack(account: NaiveAccount, at: number): void {
  for (const model of account.models) {
    const owed = overdrawn(account, model);
    const tokens = owed > 0n ? least(owed, available(account, model)) : 0n;
    if (tokens > 0n) payOf(account, model, { tokens, at });
  }
}

function payOf(account: NaiveAccount, model: string, { tokens, at }: { tokens: bigint; at: number }): void {
  const drawn = draw(account, model, tokens);
  move(account, drawn, { from: 'available', to: 'spent', at });
  account.add(account.repayments, { model, tokens });
  const balanceAfter = written(available(account, model));
  const data = { model, tokens: written(tokens), drawn: drawsOf(drawn), balanceAfter, repaidAt: timeOf(at) };
  account.record({ type: 'OverdraftRepaid', data });
}
