/** What a checkout is opened with: the package itself is read from the catalog, which may change. */
export interface CheckoutData {
  readonly packageId: string;
  readonly units: number;
}
