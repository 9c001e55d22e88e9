import type { SandboxPayment } from './sandbox-payment.js';
import { SANDBOX_CHECKOUTS } from './sandbox-payments.js';
import { TEST_CARDS } from './test-cards.js';

/** Pages without any script. Everything that comes from outside is escaped. */
export function cardPage(payment: SandboxPayment, problem: string | null): string {
  const action = `${SANDBOX_CHECKOUTS}/${escaped(payment.id)}`;
  const cards = TEST_CARDS.map(
    ({ number, meaning }) =>
      `<tr><td><code>${number.replaceAll(/(\d{4})(?=\d)/g, '$1 ')}</code></td><td>${escaped(meaning)}</td></tr>`,
  ).join('');
  return document(
    'Pay',
    `${summary(payment)}
    ${problem ? `<p role="alert" class="problem" id="problem">${escaped(problem)}</p>` : ''}
    <form method="post" action="${action}">
      <label>Card number
        <input name="card_number" inputmode="numeric" autocomplete="cc-number" required maxlength="23"
          placeholder="4242 4242 4242 4242" autofocus${problem ? ' aria-describedby="problem"' : ''}></label>
      <div class="row">
        <label>Expiry <input name="expiry" inputmode="numeric" autocomplete="cc-exp" required maxlength="7"
          placeholder="12/34"></label>
        <label>Security code <input name="cvc" inputmode="numeric" autocomplete="cc-csc" required maxlength="4"
          placeholder="123"></label>
      </div>
      <button>Pay ${escaped(priceOf(payment))}</button>
    </form>
    <form method="post" action="${action}/cancellation"><button class="quiet">Back to the store</button></form>
    <details open><summary>Test cards</summary>
      <table><thead><tr><th scope="col">Number</th><th scope="col">The payment</th></tr></thead><tbody>${cards}</tbody></table>
      <p class="muted">Any expiry and security code. No money is taken, and no number is kept.</p>
    </details>`,
  );
}

export function authenticationPage(payment: SandboxPayment): string {
  const action = `${SANDBOX_CHECKOUTS}/${escaped(payment.id)}/authentication`;
  return document(
    'Confirm the payment',
    `${summary(payment)}
    <p>Your bank asks whether it is you who pays with the card ending in ${escaped(payment.last_four ?? '')}.</p>
    <form method="post" action="${action}" class="row">
      <button name="approve" value="yes">Approve</button>
      <button name="approve" value="no" class="quiet">Refuse</button>
    </form>`,
  );
}

export function closedPage(payment: SandboxPayment): string {
  const [title, text] = CLOSED[payment.status] ?? ['Checkout closed', 'Nothing can be paid here.'];
  const url = payment.success_url;
  return document(
    title,
    `<p>${escaped(text)}</p>${url ? `<p><a href="${escaped(url)}">Back to the purchase</a></p>` : ''}`,
  );
}

const CLOSED: Partial<Record<SandboxPayment['status'], readonly [string, string]>> = {
  processing: ['Payment under way', 'The payment has been sent, and its result is awaited.'],
  paid: ['Paid', 'This purchase has been paid for.'],
  failed: ['Payment failed', 'The payment failed. Begin again in the store.'],
  expired: ['Checkout expired', 'Nobody paid in time. Begin again in the store.'],
};

export function unknownPage(): string {
  return document('Not found', '<p>There is no such checkout.</p>');
}

function summary(payment: SandboxPayment): string {
  return `<dl><dt>${escaped(payment.description)}</dt><dd>${escaped(priceOf(payment))}</dd></dl>`;
}

function priceOf({ minor_units: minorUnits }: SandboxPayment): string {
  const digits = minorUnits.padStart(3, '0');
  return `$${digits.slice(0, -2).replaceAll(/\B(?=(\d{3})+$)/g, ',')}.${digits.slice(-2)}`;
}

function escaped(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
  };
  return text.replaceAll(/[&<>"]/g, (character) => entities[character] ?? character);
}

function document(title: string, main: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
<title>${escaped(title)} · Sandbox payments</title><style>${STYLE}</style></head>
<body><main><p class="banner">Sandbox · no money is taken</p><h1>${escaped(title)}</h1>${main}</main></body></html>`;
}

const STYLE = `
:root{color-scheme:light dark;--ink:#1b1f26;--muted:#5b6472;--line:#d9dde3;--paper:#fff;--ground:#f5f6f8;--accent:#2f5bd3;--on-accent:#fff;--bad:#a1261d}
@media(prefers-color-scheme:dark){:root{--ink:#e9ebef;--muted:#a3abb8;--line:#353b45;--paper:#1a1d23;--ground:#121418;--accent:#8fb0ff;--on-accent:#10131a;--bad:#ff9d92}}
*{box-sizing:border-box}body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
main{max-width:440px;margin:48px auto;padding:24px;background:var(--paper);border:1px solid var(--line);border-radius:10px}
@media(max-width:480px){main{margin:0;border:0;border-radius:0;min-height:100vh}}
h1{font-size:22px;margin:0 0 16px}.banner{margin:0 0 8px;color:var(--muted);font-size:13px}
dl{display:flex;justify-content:space-between;gap:16px;margin:0 0 24px;padding:12px 0;border-block:1px solid var(--line)}
dd{margin:0;font-weight:600;font-variant-numeric:tabular-nums}
label{display:block;margin-bottom:16px;font-size:14px;color:var(--muted);flex:1}
input{display:block;width:100%;margin-top:4px;padding:10px 12px;font:inherit;color:var(--ink);background:transparent;border:1px solid var(--muted);border-radius:8px;font-variant-numeric:tabular-nums}
.row{display:flex;gap:16px}button{width:100%;min-height:44px;padding:10px 16px;font:inherit;font-weight:600;color:var(--on-accent);background:var(--accent);border:1px solid var(--accent);border-radius:8px;cursor:pointer}
button.quiet{margin-top:12px;color:var(--ink);background:transparent;border-color:var(--line)}.row button.quiet{margin-top:0}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}.problem{color:var(--bad);font-weight:600}.muted{color:var(--muted);font-size:14px}
a{color:var(--accent)}details{margin-top:24px;border-top:1px solid var(--line);padding-top:16px}summary{cursor:pointer}
table{width:100%;margin-top:8px;border-collapse:collapse;font-size:14px}th{text-align:left;color:var(--muted);font-weight:500}td,th{padding:4px 8px 4px 0;vertical-align:top}
code{font-size:13px;white-space:nowrap}`;
