// Reads one protobuf message field by field. Every length is looked at before it is believed.

const VARINT = 0;
const FIXED_64 = 1;
const DELIMITED = 2;
const FIXED_32 = 5;
const VARINT_BYTES_MAX = 10;
/** So many bytes of seven bits are exact in a `number`. */
const EXACT_BYTES_MAX = 7;

export class MalformedMessage extends Error {
  override readonly name = 'MalformedMessage';
}

export class MessageReader {
  /** Of the field that `next` found. */
  field = 0;
  private wireType = VARINT;

  constructor(
    private readonly buffer: Buffer,
    private at = 0,
    private readonly end = buffer.length,
  ) {}

  /** Goes to the next field: it has to be read, or skipped. */
  next(): boolean {
    if (this.at >= this.end) return false;
    const tag = this.number();
    this.field = Math.floor(tag / 8);
    this.wireType = tag % 8;
    if (this.field === 0) throw new MalformedMessage('A field has no number.');
    return true;
  }

  message(): MessageReader {
    const start = this.delimited();
    return new MessageReader(this.buffer, start, this.at);
  }

  /** A part of what is read, not a copy. */
  bytes(): Buffer {
    const start = this.delimited();
    return this.buffer.subarray(start, this.at);
  }

  text(): string {
    const start = this.delimited();
    return this.buffer.toString('utf8', start, this.at);
  }

  boolean(): boolean {
    this.expect(VARINT);
    return this.varint() !== 0n;
  }

  unsigned(): bigint {
    this.expect(VARINT);
    return BigInt.asUintN(64, this.varint());
  }

  signed(): bigint {
    this.expect(VARINT);
    return BigInt.asIntN(64, this.varint());
  }

  skip(): void {
    switch (this.wireType) {
      case VARINT:
        this.varint();
        return;
      case DELIMITED:
        this.delimited();
        return;
      case FIXED_64:
        this.move(8);
        return;
      case FIXED_32:
        this.move(4);
        return;
      default:
        throw new MalformedMessage('There are no groups in these messages.');
    }
  }

  /** @returns where it starts; it ends where the next field does. */
  private delimited(): number {
    this.expect(DELIMITED);
    const length = this.number();
    const start = this.at;
    this.move(length);
    return start;
  }

  private expect(wireType: number): void {
    if (this.wireType !== wireType) throw new MalformedMessage(`Field ${this.field} is of another type.`);
  }

  private move(bytes: number): void {
    if (bytes > this.end - this.at) throw new MalformedMessage('A length leads past the end of the message.');
    this.at += bytes;
  }

  private number(): number {
    let value = 0;
    let unit = 1;
    for (let index = 0; index < EXACT_BYTES_MAX; index += 1) {
      const byte = this.byte();
      value += (byte & 0x7f) * unit;
      if (byte < 0x80) return value;
      unit *= 0x80;
    }
    throw new MalformedMessage('A tag or a length is too large.');
  }

  private varint(): bigint {
    let value = 0n;
    for (let index = 0; index < VARINT_BYTES_MAX; index += 1) {
      const byte = this.byte();
      value |= BigInt(byte & 0x7f) << BigInt(7 * index);
      if (byte < 0x80) return value;
    }
    throw new MalformedMessage('A number is too long.');
  }

  private byte(): number {
    const byte = this.at < this.end ? this.buffer[this.at] : undefined;
    if (byte === undefined) throw new MalformedMessage('The message is cut off.');
    this.at += 1;
    return byte;
  }
}
