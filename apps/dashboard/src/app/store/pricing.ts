/** The rules of the ledger that put a price on a quantity: pure, and the same on the screen as in the purchase. */
export { discountPercent, quote, type Quote } from '#libs/ledger/pricing';
