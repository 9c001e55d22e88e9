import { routes } from '#libs/contract/routes';

export interface StreamListener {
  opened(): void;
  /** The read models of the account include something new. */
  projected(): void;
  /** The connection is gone; nothing comes until it is opened again. */
  lost(): void;
}

/** Opens a stream. @returns what closes it. */
export type OpenStream = (listener: StreamListener) => () => void;

/** Server-sent events of one account. The session's cookie goes along on its own. */
export function liveStreamOf(accountId: string): OpenStream {
  return (listener) => {
    const source = new EventSource(routes.live(accountId));
    source.addEventListener('open', () => listener.opened());
    source.addEventListener('projected', () => listener.projected());
    // The browser would come back on its own after some errors and not after others: we always do it.
    source.addEventListener('error', () => {
      source.close();
      listener.lost();
    });
    return () => source.close();
  };
}
