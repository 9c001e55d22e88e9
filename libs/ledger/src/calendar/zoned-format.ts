export class InvalidTimeZone extends Error {
  override readonly name = 'InvalidTimeZone';

  constructor(readonly zone: string) {
    super(`"${zone}" is no IANA time zone.`);
  }
}

/**
 * Bare offsets such as `+02:00` are no zones: they know nothing of daylight saving.
 * @throws {InvalidTimeZone}
 */
export function zonedFormat(
  zone: string,
  locale: string,
  shown: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  if (!/^[A-Za-z]/.test(zone)) throw new InvalidTimeZone(zone);
  try {
    return new Intl.DateTimeFormat(locale, {
      timeZone: zone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      ...shown,
    });
  } catch (error) {
    if (error instanceof RangeError) throw new InvalidTimeZone(zone);
    throw error;
  }
}
