import { Connection, type Fetch } from './requests/connection.js';
import { patienceWith, type PatienceOptions } from './requests/patience.js';
import { Requests } from './requests/requests.js';

export interface ClientOptions extends PatienceOptions {
  /** Where the API is, e.g. `http://127.0.0.1:3000`. A path in it is kept. */
  readonly baseUrl: string | URL;
  /** `tlk_<id>_<secret>`; it needs the scopes of what is called. */
  readonly apiKey: string;
  /** Instead of the global one: to go through a proxy, to trace, to add headers. */
  readonly fetch?: Fetch | undefined;
}

const VISIBLE_ASCII = /^[\x21-\x7e]+$/;

/** @throws {TypeError} @throws {RangeError} for options that cannot work. The key is never part of a message. */
export function requestsWith({ baseUrl, apiKey, fetch, ...patience }: ClientOptions): Requests {
  const { protocol, origin, pathname } = new URL(baseUrl);
  if (protocol !== 'http:' && protocol !== 'https:')
    throw new TypeError('baseUrl must begin with http:// or https://.');
  if (!VISIBLE_ASCII.test(apiKey)) throw new TypeError('apiKey must be given: visible ASCII characters.');
  const connection = new Connection(origin + pathname.replace(/\/$/, ''), apiKey, fetch ?? globalFetch);
  return new Requests(connection, patienceWith(patience));
}

/** The one of the moment: tracing may replace it later. */
const globalFetch: Fetch = (input, init) => globalThis.fetch(input, init);
