import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** The start of the data of a binary COPY. */
const copySignature = Buffer.from('PGCOPY\n', 'latin1');

export interface CuttingProxy {
  /** The same database, through the proxy. */
  readonly url: string;
  /** The next COPY reaches Postgres, but its answer is lost and the connection with it. */
  loseNextAnswer(): void;
  close(): void;
}

/** Stands between the engine and Postgres, and loses an answer on demand: the case that retries are made for. */
export async function startCuttingProxy(databaseUrl: string): Promise<CuttingProxy> {
  const target = new URL(databaseUrl);
  const open = new Set<Socket>();
  let armed = false;
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    let cutting = false;
    client.on('data', (chunk) => {
      if (armed && chunk.includes(copySignature)) {
        armed = false;
        cutting = true;
      }
      upstream.write(chunk);
    });
    upstream.on('data', (chunk) => {
      if (cutting) client.destroy();
      else client.write(chunk);
    });
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      open.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        open.delete(socket);
        other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(databaseUrl);
  // A listening TCP server has an address with a port.
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    loseNextAnswer: () => (armed = true),
    close: () => {
      server.close();
      for (const socket of open) socket.destroy();
    },
  };
}
