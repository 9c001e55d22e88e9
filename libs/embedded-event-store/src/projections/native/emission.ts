import type { linkType } from '../../engine/links.js';

/** What a projection writes because of one event. */
export interface Emission {
  readonly streamName: string;
  /** A link to an event, or the name of a stream. */
  readonly type: typeof linkType | typeof streamReferenceType;
  readonly data: string;
  /** Metadata beside what says where the emission comes from. */
  readonly extra: Readonly<Record<string, string | number>>;
}

export const streamReferenceType = '$@';
