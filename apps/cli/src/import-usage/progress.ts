import cliProgress from 'cli-progress';
import { inGroups } from './describe-summary.js';
import type { ImportSummary } from './import-summary.js';

/** What is shown of an import under way. */
export interface Watched {
  readonly summary: ImportSummary;
  /** How many rows are done with. */
  readonly rows: () => number;
  /** How much of the file is read, from 0 to 1; null where nobody knows how long it is. */
  readonly fraction: () => number | null;
}

const BAR_INTERVAL_MS = 100;
const LINE_INTERVAL_MS = 5_000;

/**
 * A bar on a terminal, a plain line every few seconds in a log.
 * @returns what ends it.
 */
export function showProgress(watched: Watched, output: NodeJS.WriteStream): () => void {
  return output.isTTY ? showBar(watched, output) : showLines(watched, output);
}

function showBar(watched: Watched, output: NodeJS.WriteStream): () => void {
  const bar = new cliProgress.SingleBar({
    format: '{bar} {percentage}% · {text}',
    barsize: 30,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    hideCursor: true,
    clearOnComplete: true,
    stream: output,
  });
  const rate = rowRate(watched.rows);
  const draw = () => bar.update(watched.fraction() ?? 0, { text: describe(watched, rate()) });
  bar.start(1, 0, { text: '' });
  const timer = setInterval(draw, BAR_INTERVAL_MS);
  return () => {
    clearInterval(timer);
    draw();
    bar.stop();
  };
}

function showLines(watched: Watched, output: NodeJS.WriteStream): () => void {
  const rate = rowRate(watched.rows);
  const timer = setInterval(() => {
    const read = watched.fraction();
    const percent = read === null ? '' : `${Math.floor(read * 100)}% · `;
    output.write(`${percent}${describe(watched, rate())}\n`);
  }, LINE_INTERVAL_MS);
  return () => clearInterval(timer);
}

/** Averaged over the whole time: it does not jump about. */
function rowRate(rows: () => number): () => number {
  const begun = performance.now();
  return () => Math.round((rows() * 1_000) / Math.max(performance.now() - begun, 1));
}

function describe({ summary, rows }: Watched, rate: number): string {
  const parts = [
    `${inGroups(rows())} rows`,
    `${inGroups(rate)}/s`,
    summary.replayed > 0 && `${inGroups(summary.replayed)} replayed`,
    summary.refusedCount > 0 && `${inGroups(summary.refusedCount)} refused`,
    summary.malformed.count > 0 && `${inGroups(summary.malformed.count)} malformed`,
  ];
  return parts.filter(Boolean).join(' · ');
}
