import { rmSync } from 'node:fs';

export default async function globalTeardown() {
  const { server, directory } = globalThis.testPostgres;
  await server.stop();
  rmSync(directory, { recursive: true, force: true });
  rmSync(server.dataDirectory, { recursive: true, force: true }); // the same, unless it had to move
}
