import { escaped } from '#libs/platform';
import type { CardForm, FormProblem } from './card-form.js';
import { pageFrame } from './page-frame.js';
import type { SandboxPayment } from './sandbox-payment.js';
import { SANDBOX_CHECKOUTS } from './sandbox-payments.js';
import { TEST_CARDS } from './test-cards.js';

export function cardPage(payment: SandboxPayment, problem: FormProblem | null): string {
  const action = `${SANDBOX_CHECKOUTS}/${escaped(payment.id)}`;
  const shown = FIELDS.map((each) => field(each, problem));
  return pageFrame(
    'Pay',
    `${summary(payment)}
    ${problem?.field === null ? `<p role="alert" class="problem">${escaped(problem.message)}</p>` : ''}
    <form method="post" action="${action}">
      ${shown[0]}
      <div class="row">${shown.slice(1).join('')}</div>
      <button>Pay ${escaped(priceOf(payment))}</button>
    </form>
    <form method="post" action="${action}/cancellation"><button class="quiet">Back to the store</button></form>
    <details open><summary>Test cards</summary>
      <table><thead><tr><th scope="col">Number</th><th scope="col">The payment</th></tr></thead><tbody>${cardRows()}</tbody></table>
      <p class="muted">Any expiry and security code. No money is taken, and no number is kept.</p>
    </details>`,
  );
}

interface Field {
  readonly name: keyof CardForm;
  readonly label: string;
  readonly autocomplete: string;
  readonly lengthMax: number;
  readonly example: string;
}

const FIELDS: readonly Field[] = [
  {
    name: 'card_number',
    label: 'Card number',
    autocomplete: 'cc-number',
    lengthMax: 23,
    example: '4242 4242 4242 4242',
  },
  { name: 'expiry', label: 'Expiry', autocomplete: 'cc-exp', lengthMax: 7, example: '12/34' },
  { name: 'cvc', label: 'Security code', autocomplete: 'cc-csc', lengthMax: 4, example: '123' },
];

/** Nothing that was typed comes back with the page. */
function field(
  { name, label, autocomplete, lengthMax, example }: Field,
  problem: FormProblem | null,
): string {
  const wrong = problem?.field === name ? problem.message : null;
  const isFirst = (problem?.field ?? 'card_number') === name;
  return `<div class="field"><label for="${name}">${label}</label>
    <input id="${name}" name="${name}" inputmode="numeric" autocomplete="${autocomplete}" required
      maxlength="${lengthMax}" placeholder="${example}"${isFirst ? ' autofocus' : ''}${
        wrong === null ? '' : ` aria-invalid="true" aria-describedby="${name}-problem"`
      }>${wrong === null ? '' : `<p role="alert" class="problem" id="${name}-problem">${escaped(wrong)}</p>`}</div>`;
}

function cardRows(): string {
  return TEST_CARDS.map(
    ({ number, meaning }) =>
      `<tr><td><code>${number.replaceAll(/(\d{4})(?=\d)/g, '$1 ')}</code></td><td>${escaped(meaning)}</td></tr>`,
  ).join('');
}

export function authenticationPage(payment: SandboxPayment): string {
  const action = `${SANDBOX_CHECKOUTS}/${escaped(payment.id)}/authentication`;
  return pageFrame(
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
  return pageFrame(
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
  return pageFrame('Not found', '<p>There is no such checkout.</p><p><a href="/">Back to the store</a></p>');
}

function summary(payment: SandboxPayment): string {
  return `<dl><dt>${escaped(payment.description)}</dt><dd>${escaped(priceOf(payment))}</dd></dl>`;
}

function priceOf({ minor_units: minorUnits }: SandboxPayment): string {
  const digits = minorUnits.padStart(3, '0');
  return `$${digits.slice(0, -2).replaceAll(/\B(?=(\d{3})+$)/g, ',')}.${digits.slice(-2)}`;
}
