import { Spinner } from './spinner.js';

/** A step says that it is under way when it takes longer than this. */
const SILENT_MS_MAX = 1_000;

/** What the operator sees: one line for each step, moving on a terminal, plain in a log. */
export class Terminal {
  private spinner: Spinner | null = null;

  constructor(private readonly output: NodeJS.WriteStream = process.stdout) {
    output.on('error', () => undefined); // nobody reads any more (`| head`, a closed terminal): work goes on
  }

  line(text = ''): void {
    this.spinner?.erase();
    this.output.write(`${text}\n`);
    this.spinner?.draw();
  }

  /** Shows the work as one step. `tell` adds what it is waiting for. */
  async step<Result>(
    title: string,
    work: (tell: (detail: string) => void) => Promise<Result>,
  ): Promise<Result> {
    const begun = Date.now();
    const show = this.output.isTTY ? this.spin(title) : this.announceLater(title);
    try {
      const result = await work(show.tell);
      show.end();
      this.line(`✓ ${title}${duration(Date.now() - begun)}`);
      return result;
    } catch (error) {
      show.end();
      this.line(`✗ ${title}`);
      throw error;
    }
  }

  private spin(title: string): { tell: (detail: string) => void; end: () => void } {
    const spinner = new Spinner(this.output, title);
    this.spinner = spinner;
    return {
      tell: (detail) => (spinner.detail = detail),
      end: () => {
        spinner.end();
        this.spinner = null;
      },
    };
  }

  private announceLater(title: string): { tell: (detail: string) => void; end: () => void } {
    const timer = setTimeout(() => this.line(`… ${title}`), SILENT_MS_MAX);
    return { tell: () => undefined, end: () => clearTimeout(timer) };
  }
}

function duration(milliseconds: number): string {
  return milliseconds < 100 ? '' : ` (${(milliseconds / 1_000).toFixed(1)} s)`;
}
