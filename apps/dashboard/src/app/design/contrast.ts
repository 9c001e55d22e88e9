/** Red, green and blue, 0 to 255. */
export type Colour = readonly [number, number, number];

/** As `getComputedStyle` writes an opaque colour: `rgb(29, 70, 127)`. */
export function colourOf(computed: string): Colour | null {
  const [red, green, blue] = (/^rgb\((\d+), (\d+), (\d+)\)$/.exec(computed) ?? []).slice(1).map(Number);
  return red === undefined || green === undefined || blue === undefined ? null : [red, green, blue];
}

/** As WCAG 2 defines it: 1 for the same, 21 for black on white. */
export function contrast(one: Colour, other: Colour): number {
  const [lighter, darker] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number]; // of two
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: Colour): number {
  const [red, green, blue] = colour.map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number]; // of three
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
