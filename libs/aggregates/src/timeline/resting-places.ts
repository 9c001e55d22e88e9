import { BEFORE_THE_FIRST, type PastAccount } from './past-account.js';

const PLACES_MAX = 64;
const EVENTS_APART = 256n;

/**
 * States on the way through a stream, to go on from instead of from its beginning. There are few, however long the
 * stream is: once there are too many, every other one is forgotten, and the rest are twice as far apart.
 */
export class RestingPlaces {
  private places: PastAccount[] = [];

  constructor(
    private readonly placesMax = PLACES_MAX,
    private apart = EVENTS_APART,
  ) {}

  get count(): number {
    return this.places.length;
  }

  /** The last that is not beyond what is looked for: `isBefore` holds up to somewhere, and not after. */
  lastThat(isBefore: (place: PastAccount) => boolean): PastAccount {
    return this.places.findLast(isBefore) ?? BEFORE_THE_FIRST;
  }

  /** Several may pass at once: only the first to come beyond the last place leaves one there. */
  pass(state: PastAccount): void {
    if (revisionOf(state) - revisionOf(this.places.at(-1)) < this.apart) return;
    this.places.push(state);
    if (this.places.length <= this.placesMax) return;
    this.places = this.places.filter((_place, index) => index % 2 === 1);
    this.apart *= 2n;
  }
}

function revisionOf(place: PastAccount | undefined): bigint {
  return place?.event?.revision ?? -1n;
}
