/** Of a moment that was typed, by the clocks of the viewer: the browser's. Null: it is none. */
export function typedMoment(text: string): string | null {
  const time = text === '' ? Number.NaN : new Date(text).getTime();
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

/** As a field for day and time has it. */
export function fieldMoment(instant: string): string {
  const at = new Date(instant);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
}
