/** What may be charged again without the buyer, as the payment provider names it: no card data. */
export interface SavedMethod {
  readonly customer: string;
  readonly method: string;
}
