import { OperatorError } from '../operator-error.js';

const OTHER_DELIMITERS = [
  { character: ';', flag: "';'" },
  { character: '\t', flag: 'tab' },
  { character: '|', flag: "'|'" },
  { character: ',', flag: "','" },
];

/** @throws {OperatorError} when there is not exactly one such column; the message says what there is. */
export function findColumn(name: string, header: readonly string[]): number {
  const index = header.indexOf(name);
  if (index < 0) throw new OperatorError(`There is no column "${name}". ${whatThereIs(name, header)}`);
  if (header.indexOf(name, index + 1) >= 0) {
    throw new OperatorError(`There are several columns "${name}": it is not clear which one is meant.`);
  }
  return index;
}

function whatThereIs(name: string, header: readonly string[]): string {
  const [only = ''] = header;
  const other = OTHER_DELIMITERS.find(({ character }) => only.includes(character));
  if (header.length === 1 && other) {
    return `The first line is one single field:\n\n  ${only.slice(0, 200)}\n\nPerhaps its fields are separated otherwise: try --delimiter ${other.flag}.`;
  }
  const similar = header.find((column) => column.toLowerCase() === name.toLowerCase());
  if (similar) return `Do you mean "${similar}"?`;
  return `The columns are: ${header.map((column) => `"${column}"`).join(', ')}.`;
}
