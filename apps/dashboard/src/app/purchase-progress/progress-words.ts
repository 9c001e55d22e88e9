import type { Purchase } from '#libs/contract';

export interface ProgressWords {
  readonly stage: 'waiting' | 'paid' | 'completed' | 'failed' | 'expired';
  readonly heading: string;
  readonly text: string;
}

/** Where a purchase stands, and what that means for the person. */
export function progressWords(purchase: Purchase): ProgressWords {
  switch (purchase.status) {
    case 'pending':
      return purchase.paidAt === null ? waiting(purchase) : PAID;
    case 'completed':
      return { stage: 'completed', heading: 'Payment complete', text: 'The tokens are in your account.' };
    case 'failed':
      return {
        stage: 'failed',
        heading: 'The payment failed',
        text: `${purchase.failure?.message || 'The payment provider gave no reason.'} No tokens were added.`,
      };
    case 'expired':
      return {
        stage: 'expired',
        heading: 'The checkout has expired',
        text: 'Nobody paid in time. Nothing was charged, and no tokens were added.',
      };
    default:
      return purchase.status satisfies never;
  }
}

const PAID: ProgressWords = {
  stage: 'paid',
  heading: 'Paid: tokens are being added',
  text: 'This takes a few seconds. You can leave this page: the tokens come anyway.',
};

function waiting({ checkoutUrl }: Purchase): ProgressWords {
  return {
    stage: 'waiting',
    heading: 'Waiting for the payment',
    text:
      checkoutUrl === null
        ? 'The payment provider has not answered yet. This page changes by itself when it does.'
        : 'This page changes by itself when the payment provider confirms it. Until you have paid, you can go back to the payment page.',
  };
}
