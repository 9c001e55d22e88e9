import type { ProjectedMessage } from '#libs/contract';
import type { MessageEvent } from '@nestjs/common';
import { Observable, type Subscriber } from 'rxjs';

export interface LiveSource {
  /** Position that the read models include now. */
  position(): bigint | null;
  changes(signal: AbortSignal): AsyncIterable<{ readonly position: bigint; readonly at: Date }>;
  /** Whether the credentials that opened the stream would still open it. */
  stillAllowed(): Promise<boolean>;
  /** Calls `end` when the stream must end at once. @returns a function that forgets it. */
  onEnd(end: () => void): () => void;
  readonly heartbeatMs: number;
}

/** Where the read models are, at once and at every change; in between a comment that keeps proxies from hanging up. */
export function liveMessages(source: LiveSource): Observable<MessageEvent> {
  return new Observable((subscriber) => {
    const stopping = new AbortController();
    const end = () => subscriber.complete();
    const forget = source.onEnd(end);
    const heartbeat = setInterval(() => void beat(source, subscriber), source.heartbeatMs);
    const changes = source.changes(stopping.signal);
    subscriber.next(projected({ position: source.position() ?? 0n, at: new Date() }));
    void forward(changes, subscriber);
    return () => {
      clearInterval(heartbeat);
      stopping.abort();
      forget();
    };
  });
}

async function forward(
  changes: AsyncIterable<{ readonly position: bigint; readonly at: Date }>,
  subscriber: Subscriber<MessageEvent>,
): Promise<void> {
  for await (const change of changes) subscriber.next(projected(change));
  subscriber.complete();
}

/** What cannot be asked now is asked again with the next heartbeat. */
async function beat({ stillAllowed }: LiveSource, subscriber: Subscriber<MessageEvent>): Promise<void> {
  const allowed = await stillAllowed().catch(() => true);
  if (allowed) subscriber.next({ comment: 'heartbeat' });
  else subscriber.complete();
}

function projected({ position, at }: { readonly position: bigint; readonly at: Date }): MessageEvent {
  const data: ProjectedMessage = { position: position.toString(), at: at.toISOString() };
  return { type: 'projected', id: data.position, data };
}
