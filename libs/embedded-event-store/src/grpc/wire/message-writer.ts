const VARINT = 0;
const LENGTH_DELIMITED = 2;
/** Of the longest varint. */
export const VARINT_BYTES_MAX = 10;

/**
 * Writes one protobuf message from its end to its beginning, so that what is nested is there before its length is
 * written, and nothing is measured first. Fields therefore come last one first. Their numbers are below 16.
 */
export class MessageWriter {
  private readonly buffer: Buffer;
  private start: number;

  /** @param bytesMax of the whole message; more than that throws a RangeError. */
  constructor(bytesMax: number) {
    this.buffer = Buffer.allocUnsafe(bytesMax);
    this.start = bytesMax;
  }

  /** Everything that was written. */
  get message(): Buffer {
    return this.buffer.subarray(this.start);
  }

  /** Where a nested message ends; `close` it once its fields are written. */
  open(): number {
    return this.start;
  }

  close(field: number, end: number): void {
    this.delimit(field, end - this.start);
  }

  bytes(field: number, value: Uint8Array): void {
    this.buffer.set(value, this.moved(value.length));
    this.delimit(field, value.length);
  }

  text(field: number, value: string): void {
    const length = Buffer.byteLength(value);
    this.buffer.write(value, this.moved(length), length, 'utf8');
    this.delimit(field, length);
  }

  /** @param value not negative. */
  unsigned(field: number, value: bigint): void {
    if (value <= Number.MAX_SAFE_INTEGER) this.varint(Number(value));
    else this.longVarint(value);
    this.tag(field, VARINT);
  }

  private delimit(field: number, length: number): void {
    this.varint(length);
    this.tag(field, LENGTH_DELIMITED);
  }

  private tag(field: number, wireType: number): void {
    this.buffer[this.moved(1)] = (field << 3) | wireType;
  }

  private varint(value: number): void {
    let size = 1;
    for (let rest = value; rest >= 0x80; rest = Math.floor(rest / 0x80)) size += 1;
    let at = this.moved(size);
    let rest = value;
    for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) this.buffer[at++] = (rest % 0x80) | 0x80;
    this.buffer[at] = rest;
  }

  private longVarint(value: bigint): void {
    const digits: number[] = [];
    let rest = value;
    for (; rest >= 0x80n; rest >>= 7n) digits.push(Number(rest & 0x7fn) | 0x80);
    digits.push(Number(rest));
    this.buffer.set(digits, this.moved(digits.length));
  }

  private moved(bytes: number): number {
    if (bytes > this.start) throw new RangeError('The message is longer than it may be.');
    return (this.start -= bytes);
  }
}
