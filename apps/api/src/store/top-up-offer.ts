import type { Package, TopUpSettings } from '#libs/ledger';
import { quote, type Quote } from '#libs/ledger/pricing';

/** What a top-up would buy now; null when it is not sold, not in this quantity, or not without subscribing. */
export function topUpOffer(
  offered: Package | null,
  { model, units }: Pick<TopUpSettings, 'model' | 'units'>,
): Quote | null {
  if (!offered || offered.retired || offered.offer.kind === 'plan') return null;
  const quoted = quote(offered.offer, units);
  return quoted?.items.some((item) => item.model === model) ? quoted : null;
}
