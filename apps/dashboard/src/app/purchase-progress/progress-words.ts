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
      return {
        stage: 'completed',
        heading: $localize`Payment complete`,
        text: $localize`The tokens are in your account.`,
      };
    case 'failed':
      return {
        stage: 'failed',
        heading: $localize`The payment failed`,
        text: $localize`${purchase.failure?.message || $localize`The payment provider gave no reason.`}:reason: No tokens were added.`,
      };
    case 'expired':
      return {
        stage: 'expired',
        heading: $localize`The checkout has expired`,
        text: $localize`Nobody paid in time. Nothing was charged, and no tokens were added.`,
      };
    default:
      return purchase.status satisfies never;
  }
}

const PAID: ProgressWords = {
  stage: 'paid',
  heading: $localize`Paid: tokens are being added`,
  text: $localize`This takes a few seconds. You can leave this page: the tokens come anyway.`,
};

function waiting({ checkoutUrl }: Purchase): ProgressWords {
  return {
    stage: 'waiting',
    heading: $localize`Waiting for the payment`,
    text:
      checkoutUrl === null
        ? $localize`The payment provider has not answered yet. This page changes by itself when it does.`
        : $localize`This page changes by itself when the payment provider confirms it. Until you have paid, you can go back to the payment page.`,
  };
}
