import { createServer } from 'node:net';
import { OperatorError } from '../operator-error.js';

export interface NeededPort {
  readonly port: number;
  readonly host: string;
  readonly purpose: string;
  readonly flag: string;
  readonly variable: string;
}

/** @throws {OperatorError} naming every port that cannot be had, and what chooses another. */
export async function assertPortsFree(ports: readonly NeededPort[]): Promise<void> {
  const taken: string[] = [];
  for (const needed of ports) {
    const reason = await whyTaken(needed);
    if (reason) taken.push(`${reason} Choose another with ${needed.flag} or ${needed.variable}.`);
  }
  if (taken.length > 0) throw new OperatorError(`${taken.join('\n')}\nNothing was started.`);
}

async function whyTaken({ port, host, purpose }: NeededPort): Promise<string | null> {
  const code = await listenOnce(port, host);
  switch (code) {
    case null:
      return null;
    case 'EADDRINUSE':
      return `Port ${port}, wanted for ${purpose}, is in use by another program.`;
    case 'EACCES':
      return `Port ${port}, wanted for ${purpose}, is reserved for root.`;
    default:
      return `Port ${port} on ${host}, wanted for ${purpose}, cannot be listened on (${code}).`;
  }
}

/** @returns the code of the error, or null when the port is free. */
async function listenOnce(port: number, host: string): Promise<string | null> {
  return await new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(null)));
  });
}
