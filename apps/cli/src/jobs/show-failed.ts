import type { FailedJob, Jobs } from '#libs/jobs';
import type { Terminal } from '../terminal/terminal.js';

const REASON_CHARACTERS_MAX = 100;
const HEADER = ['QUEUE', 'ID', 'FAILED AT', 'ATTEMPTS', 'REASON'] as const;
const GAP = '  ';

interface Wishes {
  readonly limit: number;
  readonly json: boolean;
}

export async function showFailed(
  jobs: Pick<Jobs, 'failed'>,
  { limit, json }: Wishes,
  terminal: Pick<Terminal, 'line'>,
): Promise<void> {
  const failed = await jobs.failed(limit);
  if (json) return terminal.line(JSON.stringify(failed, null, 2));
  if (failed.length === 0) return terminal.line('No job has failed.');
  for (const line of table([[...HEADER], ...failed.map(row)])) terminal.line(line);
  if (failed.length === limit) terminal.line(`The newest ${limit}; --limit shows more.`);
}

function row({ queue, id, failedAt, attempts, reason }: FailedJob): string[] {
  return [queue, id, failedAt.toISOString(), String(attempts), oneLine(reason)];
}

/** Reasons quote what others have answered. */
function oneLine(reason: string): string {
  const line = reason.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  return line.length > REASON_CHARACTERS_MAX ? `${line.slice(0, REASON_CHARACTERS_MAX - 1)}…` : line;
}

function table(rows: readonly string[][]): string[] {
  const widths = HEADER.map((_, column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0)));
  return rows.map((cells) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join(GAP)
      .trimEnd(),
  );
}
