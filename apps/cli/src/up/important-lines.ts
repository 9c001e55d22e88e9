/** The same message of the same process is shown at most this often. */
const REPEAT_MS_MIN = 30_000;
const MESSAGES_REMEMBERED_MAX = 200;

const ERROR_LEVEL = 50; // of pino

/** Picks from the log of a process what an operator should see at once. */
export class ImportantLines {
  private rest = '';
  private readonly shownAt = new Map<string, number>();

  constructor(
    private readonly messageOf: (line: string) => string | null,
    private readonly show: (message: string) => void,
  ) {}

  take(text: string): void {
    const lines = (this.rest + text).split('\n');
    this.rest = lines.pop() ?? '';
    for (const line of lines) {
      const message = this.messageOf(line);
      if (message && !this.shownLately(message)) this.show(message);
    }
  }

  private shownLately(message: string): boolean {
    const now = Date.now();
    const last = this.shownAt.get(message);
    if (last !== undefined && now - last < REPEAT_MS_MIN) return true;
    if (this.shownAt.size >= MESSAGES_REMEMBERED_MAX) this.shownAt.clear();
    this.shownAt.set(message, now);
    return false;
  }
}

/** What Node writes around the message of a crash. */
const NOISE_OF_A_CRASH = /^\s|^$|^node:|^Node\.js v|^}$|Warning|^\(Use `node/;

/** Errors of our own processes, which log JSON; anything else that they write is a crash or a warning. */
export function importantInServerLog(line: string): string | null {
  if (!line.startsWith('{')) return NOISE_OF_A_CRASH.test(line) ? null : line;
  try {
    // Lines that begin so are pino's.
    const { level, msg, err } = JSON.parse(line) as {
      level?: number;
      msg?: string;
      err?: { message?: string };
    };
    if ((level ?? 0) < ERROR_LEVEL) return null;
    return [msg, err?.message].filter((part, index, all) => part && all.indexOf(part) === index).join(': ');
  } catch {
    return line;
  }
}

const ROUTINE_OF_STOPPING = /terminating connection|is shutting down|is starting up|in recovery mode/;

/** What Postgres itself calls fatal, and a full disk. Errors of single statements are their sender's affair. */
export function importantInPostgresLog(line: string): string | null {
  const match = /(?:FATAL|PANIC): {2}(.*)$|(could not .*No space left on device)/.exec(line);
  return !match || ROUTINE_OF_STOPPING.test(line) ? null : (match[1] ?? match[2] ?? null);
}
