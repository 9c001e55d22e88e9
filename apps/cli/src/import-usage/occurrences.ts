/** 96 bits of the digest, and the count. */
const SLOT_WORDS = 4;
const COUNT_WORD = 3;
const FIRST_CAPACITY = 1_024;
const LOAD_MAX = 0.75;

/**
 * Counts how often each row was seen so far. A hash table in one typed array: it takes 21 to 43 bytes
 * for each different row, where a Map takes a hundred and more, and ends at 16 million.
 */
export class Occurrences {
  private slots = new Uint32Array(FIRST_CAPACITY * SLOT_WORDS);
  private used = 0;

  /**
   * @param digest of the row, evenly distributed, 12 bytes at least.
   * @returns 1 when the row is seen for the first time, 2 for the second, and so on.
   */
  count(digest: Buffer): number {
    const words = [digest.readUInt32LE(0), digest.readUInt32LE(4), digest.readUInt32LE(8)] as const;
    const slot = this.slotOf(words);
    const occurrence = (this.slots[slot + COUNT_WORD] ?? 0) + 1;
    this.slots.set(words, slot);
    this.slots[slot + COUNT_WORD] = occurrence;
    if (occurrence === 1) this.grow();
    return occurrence;
  }

  /** Where the row is, or else where it goes: the first free slot from its own place on. */
  private slotOf(words: Words): number {
    const { slots } = this;
    let slot = (words[0] * SLOT_WORDS) % slots.length;
    while (slots[slot + COUNT_WORD] !== 0 && !holds(slots, slot, words)) {
      slot = (slot + SLOT_WORDS) % slots.length;
    }
    return slot;
  }

  private grow(): void {
    this.used += 1;
    if (this.used * SLOT_WORDS < this.slots.length * LOAD_MAX) return;
    const full = this.slots;
    this.slots = new Uint32Array(full.length * 2);
    for (let slot = 0; slot < full.length; slot += SLOT_WORDS) {
      if (full[slot + COUNT_WORD] === 0) continue;
      const words = [full[slot] ?? 0, full[slot + 1] ?? 0, full[slot + 2] ?? 0] as const;
      this.slots.set(full.subarray(slot, slot + SLOT_WORDS), this.slotOf(words));
    }
  }
}

type Words = readonly [number, number, number];

function holds(slots: Uint32Array, slot: number, words: Words): boolean {
  return slots[slot] === words[0] && slots[slot + 1] === words[1] && slots[slot + 2] === words[2];
}
