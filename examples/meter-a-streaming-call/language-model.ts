import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

const POEM = `Two roads diverged in a yellow wood,
And sorry I could not travel both
And be one traveler, long I stood
And looked down one as far as I could
To where it bent in the undergrowth;
`;
/** As tokens of a model do, the pieces of a stream begin and end within words. */
const PIECE_LENGTH = 7;
const PIECE_EVERY_MS = 40;

/** Stands in for your AI provider: it streams text over HTTP, and nobody knows beforehand how much. */
export class LanguageModel {
  private constructor(private readonly server: Server) {}

  static async start(): Promise<LanguageModel> {
    const server = createServer((_, response) => {
      answer(response).catch(() => response.destroy()); // whoever asked has gone
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new LanguageModel(server);
  }

  /** The pieces of an answer, as they come. */
  async *stream(prompt: string, signal: AbortSignal): AsyncGenerator<string> {
    const { port } = this.server.address() as AddressInfo; // it listens on TCP
    const response = await fetch(`http://127.0.0.1:${port}`, { method: 'POST', body: prompt, signal });
    const decoder = new TextDecoder();
    for await (const bytes of response.body ?? []) yield decoder.decode(bytes, { stream: true });
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}

async function answer(response: ServerResponse): Promise<void> {
  response.writeHead(200, { 'Content-Type': 'text/plain; charset=utf-8' });
  for (let start = 0; start < POEM.length; start += PIECE_LENGTH) {
    response.write(POEM.slice(start, start + PIECE_LENGTH));
    await pause(PIECE_EVERY_MS);
  }
  response.end();
}
