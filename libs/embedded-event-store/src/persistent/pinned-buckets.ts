// Who gets which events where a group is pinned: events of a kind belong to one of 1,024 buckets, and a bucket to one
// consumer, as on EventStoreDB. There a bucket moves at once; here it moves when nothing of it is under way elsewhere,
// so that what belongs together is never with two consumers, and never out of order.

const bucketCount = 1_024;

interface Bucket {
  /** Null: whoever had it has left. */
  owner: string | null;
  /** Who has events of it; another than the owner only until they are done with. */
  holder: string | null;
  inFlight: number;
}

export class PinnedBuckets {
  private readonly buckets = new Map<number, Bucket>();
  /** How many buckets each consumer owns. */
  private readonly shares = new Map<string, number>();

  get owned(): ReadonlyMap<string, number> {
    return this.shares;
  }

  /** Who has more than an equal share gives the rest to whoever comes: first that of which nothing is under way. */
  join(consumer: string): void {
    this.shares.set(consumer, 0);
    const share = Math.ceil(sum(this.shares.values()) / this.shares.size);
    for (const [other, count] of [...this.shares]) {
      const surplus = this.idlestOf(other).slice(0, Math.max(0, count - share));
      for (const bucket of surplus) this.assign(bucket, consumer);
    }
  }

  /** When it has given back what it had. Its buckets find new owners as they are needed. */
  leave(consumer: string): void {
    for (const bucket of this.idlestOf(consumer)) bucket.owner = null;
    this.shares.delete(consumer);
  }

  /** Null: there is nobody, or somebody else still has events of this kind. */
  consumerFor(pin: string): string | null {
    const bucket = this.bucketOf(pin);
    if (bucket.owner === null) this.assign(bucket, this.least());
    return bucket.inFlight > 0 && bucket.holder !== bucket.owner ? null : bucket.owner;
  }

  /** To the consumer that events of this kind are for. */
  gave(pin: string): void {
    const bucket = this.bucketOf(pin);
    bucket.holder = bucket.owner;
    bucket.inFlight += 1;
  }

  tookBack(pin: string): void {
    this.bucketOf(pin).inFlight -= 1;
  }

  private bucketOf(pin: string): Bucket {
    const number = hash(pin) % bucketCount;
    const bucket = this.buckets.get(number) ?? { owner: null, holder: null, inFlight: 0 };
    this.buckets.set(number, bucket);
    return bucket;
  }

  private least(): string | null {
    let least: string | null = null;
    let fewest = Infinity;
    for (const [consumer, count] of this.shares) if (count < fewest) [least, fewest] = [consumer, count];
    return least;
  }

  private idlestOf(consumer: string): Bucket[] {
    const owned = [...this.buckets.values()].filter(({ owner }) => owner === consumer);
    return owned.sort((one, other) => one.inFlight - other.inFlight);
  }

  private assign(bucket: Bucket, owner: string | null): void {
    this.count(bucket.owner, -1);
    this.count(owner, 1);
    bucket.owner = owner;
  }

  private count(consumer: string | null, change: number): void {
    if (consumer !== null) this.shares.set(consumer, (this.shares.get(consumer) ?? 0) + change);
  }
}

const sum = (counts: Iterable<number>) => [...counts].reduce((one, other) => one + other, 0);

/** FNV-1a, with its bits mixed once more: names that differ in their last letter only go to different buckets. */
function hash(pin: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < pin.length; index += 1) {
    value = Math.imul(value ^ pin.charCodeAt(index), 0x01000193);
  }
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}
