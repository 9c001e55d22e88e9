import type { HttpClient } from '@angular/common/http';
import { IDEMPOTENCY_KEY_HEADER } from '#libs/contract/routes';
import { firstValueFrom } from 'rxjs';

export interface Command {
  readonly url: string;
  readonly body: object;
  readonly key: string;
}

/** What is done, and how much an answer has to include to show it. Throws what HttpClient throws. */
export class SentCommands {
  private after: string | null = null;

  constructor(private readonly http: HttpClient) {}

  /** What is read next includes what was done here. */
  async send<Done extends { readonly position: string }>(
    method: 'POST' | 'PUT',
    { url, body, key }: Command,
  ): Promise<Done> {
    const headers = { [IDEMPOTENCY_KEY_HEADER]: key };
    const done = await firstValueFrom(this.http.request<Done>(method, url, { body, headers }));
    this.after = done.position;
    return done;
  }

  /** Parameters of whatever is read. */
  freshness(): Record<string, string> {
    return this.after === null ? {} : { after: this.after };
  }
}
