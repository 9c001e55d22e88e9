/** What a projection writes because of one event. */
export interface Emission {
  readonly streamName: string;
  /** A link to an event, or the name of a stream. */
  readonly type: '$>' | '$@';
  readonly data: string;
  /** Metadata beside what says where the emission comes from. */
  readonly extra: Readonly<Record<string, string | number>>;
}

export const linkType = '$>';
export const streamReferenceType = '$@';
