import type { Closing } from '#libs/client';

type Settlement = Extract<Closing, { status: 'settled' }>['settlement'];

/** What became of the hold, in lines that can be re-added by hand. */
export function describeClosing(closing: Closing): string {
  switch (closing.status) {
    case 'settled':
      return receiptOf(closing.settlement);
    case 'released':
      return 'Nothing was delivered, and nothing is charged.';
    case 'settled-as-held':
      return `${receiptOf(closing.settlement)}\nMore was used than may be charged: ${closing.cause.message}`;
    case 'failed':
      return `Not settled: ${String(closing.cause)}`;
  }
}

function receiptOf(settlement: Settlement): string {
  const { units, unit, rate, multiplier, tokens, held, uncollected } = settlement;
  const lines = [
    ['Used', `${units} x ${rate} per ${unit} x ${multiplier}`],
    ['Charged', `${tokens} of ${held} tokens held`],
    ['Uncollected', uncollected],
    ['Balance', settlement.balanceAfter],
    ['Receipt', settlement.operationId],
  ];
  return lines.map(([name = '', value]) => `${name.padEnd(12)} ${value}`).join('\n');
}
