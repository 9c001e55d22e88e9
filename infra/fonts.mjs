/**
 * `npm run fonts`: makes the Latin letters of the dashboard of those from npm, with the weights and features that it
 * uses and no others. What is made is kept with the code: it changes with the typeface, and with what is used of it.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import subsetFont from 'subset-font';

const NAME = 'inter-latin-wght-normal.woff2';
const FROM = `node_modules/@fontsource-variable/inter/files/${NAME}`;
const TO = `apps/dashboard/public/fonts/${NAME}`;
const FACES = 'apps/dashboard/src/app/ui/fonts.css';

/** What browsers use of themselves, and what styles ask for (`font-variant-numeric`, `font-feature-settings`). */
const FEATURES = [
  ...['calt', 'ccmp', 'clig', 'kern', 'liga', 'locl', 'mark', 'mkmk', 'rclt', 'rlig'],
  ...['lnum', 'tnum', 'cv05', 'cv11', 'ss03'],
];

const face = readFileSync(FACES, 'utf8')
  .split('@font-face')
  .find((each) => each.includes(`/fonts/${NAME}`));
const [min, max] = face
  .match(/font-weight: (\d+) (\d+);/)
  .slice(1)
  .map(Number);
const letters = face
  .match(/unicode-range:([^;]+);/)[1]
  .split(',')
  .flatMap(lettersOf);

const font = await subsetFont(readFileSync(FROM), letters.join(''), {
  targetFormat: 'woff2',
  keepFeatures: FEATURES,
  variationAxes: { wght: { min, max } },
});
mkdirSync(dirname(TO), { recursive: true });
writeFileSync(TO, font);
console.log(`${TO}: ${font.length.toLocaleString('en')} bytes.`);

/** `U+2000-206F` */
function lettersOf(range) {
  const [first, last = first] = range
    .trim()
    .slice(2)
    .split('-')
    .map((hex) => Number.parseInt(hex, 16));
  return Array.from({ length: last - first + 1 }, (_, index) => String.fromCodePoint(first + index));
}
