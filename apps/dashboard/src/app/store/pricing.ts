/**
 * The rules of the ledger that put a price on a quantity: pure, and the same on the screen as in the purchase.
 * They are the one thing beside amounts that the dashboard takes from it.
 */
// eslint-disable-next-line no-restricted-imports -- pricing is meant to run in browsers; this is its one door
export { discountPercent, quote, type Quote } from '#libs/ledger/pricing';
