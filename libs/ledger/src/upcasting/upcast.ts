/**
 * What is stored is never changed; what is read is brought to today's shape. Type names are stable:
 * a field that was added is filled in here for events from before it; a shape that no added field can
 * express gets a new type name, and its upcaster stands here too.
 */
type Data = Readonly<Record<string, unknown>>;

/** An event as it was stored, by whichever version. */
export interface StoredEvent {
  readonly type: string;
  readonly data: Data;
}

const NO_ROLLOVER = { rule: 'none' };

const upcasters: Readonly<Record<string, (data: Data) => Data>> = {
  TokensGranted: (data) => filled(data, { effectiveFrom: data['grantedAt'], rollover: NO_ROLLOVER }),
  TokensPurchased: (data) => ({
    ...data,
    items: listed(data['items']).map((item) =>
      filled(item, { effectiveFrom: data['purchasedAt'], rollover: NO_ROLLOVER }),
    ),
  }),
  TokensConsumed: (data) => filled(data, { multiplier: '1', overdrawn: '0' }),
  TokensExpired: ({ amount, ...data }) => (amount === undefined ? data : { tokens: amount, ...data }),
  RateChanged: (data) => filled(data, { multipliers: {}, engine: null, icon: null }),
  ModelDefined: (data) => filled(data, { icon: null }),
};

/** Members stay in their order, so that an answer read back is the answer that was given, to the byte. */
function filled(data: Data, added: Data): Data {
  const missing = Object.entries(added).filter(([member]) => !Object.hasOwn(data, member));
  return missing.length === 0 ? data : { ...data, ...Object.fromEntries(missing) };
}

/** @returns the event in the shape that this version writes. */
export function upcast<Event extends StoredEvent>(stored: Event): Event {
  if (!Object.hasOwn(upcasters, stored.type)) return stored;
  return { ...stored, data: upcasters[stored.type]?.(stored.data) ?? stored.data };
}

/** What is no list of objects is left for validation to refuse. */
function listed(items: unknown): readonly Data[] {
  return Array.isArray(items) ? (items as Data[]) : []; // only our own deciders wrote them
}
