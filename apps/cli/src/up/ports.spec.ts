import { createServer, type AddressInfo, type Server } from 'node:net';
import { assertPortsFree } from './ports.js';

let server: Server;
let port: number;
beforeEach(async () => {
  server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port; // a TCP server that listens has one
});

const needed = () => [
  { port, host: '127.0.0.1', purpose: 'the dashboard', flag: '--port', variable: 'HTTP_PORT' },
];

it('names a port in use and what chooses another', async () => {
  await expect(assertPortsFree(needed())).rejects.toThrow(
    new RegExp(`Port ${port}, wanted for the dashboard, is in use.*--port or HTTP_PORT`),
  );
  server.close();
});

it('is content with free ports', async () => {
  await new Promise((resolve) => server.close(resolve));
  await assertPortsFree(needed());
});
