const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const FRAME_MS = 100;
/** Of a terminal that does not say how wide it is. */
const COLUMNS = 80;
const ERASE_LINE = '\r\x1b[2K';

/** One line that turns while something is under way. */
export class Spinner {
  detail = '';
  private frame = 0;
  private readonly begun = Date.now();
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly output: NodeJS.WriteStream,
    private readonly title: string,
  ) {
    this.timer = setInterval(() => this.draw(), FRAME_MS).unref();
    this.draw();
  }

  draw(): void {
    this.frame = (this.frame + 1) % FRAMES.length;
    const seconds = Math.floor((Date.now() - this.begun) / 1_000);
    const text = [this.title, seconds > 0 && `${seconds} s`, this.detail].filter(Boolean).join(' · ');
    this.output.write(
      `${ERASE_LINE}${FRAMES[this.frame]} ${text.slice(0, (this.output.columns || COLUMNS) - 3)}`,
    );
  }

  erase(): void {
    this.output.write(ERASE_LINE);
  }

  end(): void {
    clearInterval(this.timer);
    this.erase();
  }
}
