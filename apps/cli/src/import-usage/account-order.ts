/** Lets the work of one account go one after another, in the order asked for; that of others beside it. */
export class AccountOrder {
  private readonly last = new Map<string, Promise<void>>();

  async run(accountId: string, work: () => Promise<void>): Promise<void> {
    const before = this.last.get(accountId) ?? Promise.resolve();
    const mine = before.then(work);
    const done = mine.catch(() => undefined); // whoever asked hears of it; the next one has its own turn
    this.last.set(accountId, done);
    await mine.finally(() => {
      if (this.last.get(accountId) === done) this.last.delete(accountId);
    });
  }
}
