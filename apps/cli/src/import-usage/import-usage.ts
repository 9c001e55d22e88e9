import { EXIT_INTERRUPTED, EXIT_REFUSED, OperatorError } from '../operator-error.js';
import type { Terminal } from '../terminal/terminal.js';
import { describeDryRun, describeSummary } from './describe-summary.js';
import type { ImportOptions } from './import-options.js';
import { ImportSummary } from './import-summary.js';
import { showProgress } from './progress.js';
import { sendRows } from './send-rows.js';
import { openUsageFile, type UsageFile } from './usage-file.js';
import { usageRows } from './usage-rows.js';

/**
 * Sends the rows of a usage log as consume commands.
 * @param interrupt the wish to stop: what is under way is finished
 * @returns the exit code
 * @throws {OperatorError} when the import cannot run, or has to stop before the end; what was done
 *   until then is summed up before
 */
export async function importUsage(
  options: ImportOptions,
  terminal: Pick<Terminal, 'line'>,
  interrupt: AbortSignal,
): Promise<number> {
  const file = await openUsageFile(options.path, options.delimiter);
  const summary = new ImportSummary();
  const begun = performance.now();
  const tell = () => {
    for (const line of describe(options, summary, performance.now() - begun)) terminal.line(line);
  };
  try {
    await importFile({ file, options, summary, interrupt });
    tell();
  } catch (error) {
    if (summary.answered > 0) tell();
    throw error;
  } finally {
    await file.close();
  }
  return summary.isClean ? 0 : EXIT_REFUSED;
}

interface Import {
  readonly file: UsageFile;
  readonly options: ImportOptions;
  readonly summary: ImportSummary;
  readonly interrupt: AbortSignal;
}

async function importFile({ file, options, summary, interrupt }: Import): Promise<void> {
  const usage = usageRows(file, options, summary);
  const fraction = () => fractionRead(file, options, summary);
  const rows = () => (options.sending ? summary.answered : summary.read);
  const endProgress = showProgress({ summary, rows, fraction }, process.stderr);
  try {
    if (options.sending) await sendRows(usage, options.sending, summary, interrupt);
    else await readThrough(usage, interrupt);
  } finally {
    endProgress();
  }
  if (interrupt.aborted) {
    throw new OperatorError('Interrupted. The same command goes on where this one ended.', EXIT_INTERRUPTED);
  }
}

function fractionRead(file: UsageFile, { rowsMax }: ImportOptions, summary: ImportSummary): number | null {
  if (rowsMax !== null) return summary.read / rowsMax;
  return file.bytes > 0 ? file.bytesRead() / file.bytes : null;
}

async function readThrough(rows: AsyncIterable<unknown>, interrupt: AbortSignal): Promise<void> {
  for await (const _row of rows) if (interrupt.aborted) return;
}

function describe({ sending }: ImportOptions, summary: ImportSummary, durationMs: number): readonly string[] {
  return sending ? describeSummary(summary, durationMs) : describeDryRun(summary);
}
