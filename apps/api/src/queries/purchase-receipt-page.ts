import type { Purchase } from '#libs/contract';
import { escaped } from '#libs/platform';

const SELLER = 'Token Ledger';

/** An invoice-like page of a paid purchase, for screen and paper. Everything in it that somebody typed is escaped. */
export function purchaseReceiptPage(purchase: Purchase & { readonly paidAt: string }): string {
  const { purchaseId, packageName, units, price, accountId, paidAt, paymentReference } = purchase;
  const facts: readonly (readonly [string, string])[] = [
    ['Receipt number', purchaseId],
    ['Paid', dateOf(paidAt)],
    ['Account', accountId],
    ['Payment', paymentReference ?? ''],
    ['Status', purchase.status === 'completed' ? 'Paid, tokens credited' : 'Paid, tokens are being credited'],
  ];
  const quantity = units === 1 ? '' : ` × ${units}`;
  const rows = purchase.items
    .map(
      ({ modelName, tokens }) =>
        `<tr><td>${escaped(modelName)}</td><td class="number">${grouped(tokens)} tokens</td></tr>`,
    )
    .join('');
  return `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
<title>Receipt ${escaped(purchaseId)}</title><style>${STYLE}</style></head><body><main>
<header><p class="seller">${SELLER}</p><h1>Receipt</h1></header>
<dl>${facts.map(([term, fact]) => `<div><dt>${term}</dt><dd>${escaped(fact)}</dd></div>`).join('')}</dl>
<table><thead><tr><th scope="col">${escaped(packageName)}${quantity}</th><th scope="col" class="number">Included</th></tr></thead>
<tbody>${rows}</tbody>
<tfoot>${unitPrice(purchase)}<tr><th scope="row">Total paid</th><td class="number total">${moneyOf(price)}</td></tr></tfoot></table>
<p class="note">Tokens belong to the account above and cannot be transferred. Purchases are non-refundable.</p>
</main></body></html>`;
}

/** Units may have cost more or less than one another, by the tiers of the offer: this is what one cost on average. */
function unitPrice({ kind, units, price }: Purchase): string {
  if (kind !== 'tokens' || units === 1) return '';
  const [total, count] = [BigInt(price.minorUnits), BigInt(units)];
  const isExact = total % count === 0n;
  const minorUnits = ((2n * total + count) / (2n * count)).toString();
  const term = isExact ? 'Price of a unit, on average' : 'Price of a unit, on average, rounded';
  return `<tr><th scope="row">${term}</th><td class="number">${moneyOf({ ...price, minorUnits })}</td></tr>`;
}

function dateOf(instant: string): string {
  const format = new Intl.DateTimeFormat('en-US', {
    dateStyle: 'long',
    timeStyle: 'short',
    hourCycle: 'h23',
    timeZone: 'UTC',
  });
  return `${format.format(new Date(instant))} UTC`;
}

function moneyOf({ minorUnits, currency }: Purchase['price']): string {
  const digits = minorUnits.padStart(3, '0');
  return `${currency} ${grouped(digits.slice(0, -2))}.${digits.slice(-2)}`;
}

function grouped(decimal: string): string {
  const [whole = '', fraction] = decimal.split('.');
  const thousands = whole.replaceAll(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? thousands : `${thousands}.${fraction}`;
}

const STYLE = `
@page{margin:20mm}*{box-sizing:border-box}body{margin:0;color:#1b1f26;background:#fff;font:15px/1.5 system-ui,sans-serif}
main{max-width:680px;margin:48px auto;padding:0 24px}header{display:flex;justify-content:space-between;align-items:baseline;border-bottom:2px solid #1b1f26;padding-bottom:12px}
h1{font-size:22px;margin:0}.seller{margin:0;font-weight:600}dl{margin:24px 0}dl div{display:flex;gap:16px;padding:4px 0}
dt{flex:0 0 9em;color:#5b6472}dd{margin:0;overflow-wrap:anywhere}table{width:100%;border-collapse:collapse;margin:24px 0}
th,td{text-align:left;padding:10px 0;border-bottom:1px solid #d9dde3;vertical-align:top}.number{text-align:right;font-variant-numeric:tabular-nums}
tfoot tr:last-child>*{border-bottom:0}tfoot th{font-weight:400}tfoot tr:last-child th{font-weight:700}.total{font-weight:700;font-size:18px}.note{color:#5b6472;font-size:13px}
@media print{body{background:none}main{margin:0;max-width:none;padding:0}tr{break-inside:avoid}}
@media(prefers-color-scheme:dark){@media screen{body{color:#e9ebef;background:#1a1d23}header{border-color:#e9ebef}dt,.note{color:#a3abb8}th,td{border-color:#353b45}}}`;
