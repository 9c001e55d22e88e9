import { LedgerError } from './ledger-error.js';

const SHOWN_LENGTH_MAX = 200;

/** Something answered that does not speak as the ledger does: a proxy, or a wrong base URL. */
export class UnexpectedAnswer extends LedgerError {
  override readonly name = 'UnexpectedAnswer';
  /** How the body begins. */
  readonly body: string;

  constructor(
    readonly status: number,
    body: string,
  ) {
    const begin = body.trim().slice(0, SHOWN_LENGTH_MAX);
    super(`What answers is no Token Ledger API: status ${status}${begin && `, ${JSON.stringify(begin)}`}`);
    this.body = begin;
  }
}
