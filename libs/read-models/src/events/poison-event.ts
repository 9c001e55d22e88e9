/** An event that the read models should understand and cannot take in. Nothing after it is projected. */
export class PoisonEvent extends Error {
  override readonly name = 'PoisonEvent';

  constructor(
    readonly event: { readonly position: bigint; readonly type: string; readonly streamName: string },
    reason: string,
    options?: ErrorOptions,
  ) {
    super(
      `Event ${event.type} at position ${event.position} (stream ${event.streamName}) cannot be projected: ${reason}`,
      options,
    );
  }
}
