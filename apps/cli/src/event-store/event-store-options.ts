import type { GivenPasswords, TlsFiles } from '#libs/embedded-event-store';
import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { OperatorError } from '../operator-error.js';

/** What the operator chose. */
export interface EventStoreFlags {
  readonly data: string;
  readonly databaseUrl?: string;
  readonly host: string;
  readonly port: number;
  readonly tlsCert?: string;
  readonly tlsKey?: string;
  readonly insecure?: boolean;
  readonly insecureAnywhere?: boolean;
  readonly maxAppendSize: number;
  readonly adminPassword?: string;
  readonly opsPassword?: string;
}

const loopback = /^(127(\.\d{1,3}){3}|::1|localhost)$/;

/**
 * Null: insecure.
 * @throws {OperatorError} when the node would be open to a network that nobody said is trusted.
 */
export function tlsOf(flags: EventStoreFlags): TlsFiles | null {
  const { tlsCert, tlsKey, host } = flags;
  const isInsecure = flags.insecure === true || flags.insecureAnywhere === true;
  if (isInsecure && (tlsCert !== undefined || tlsKey !== undefined)) {
    throw new OperatorError('Give a certificate or --insecure, not both.');
  }
  if (!isInsecure) return certificate(tlsCert, tlsKey);
  if (flags.insecureAnywhere || loopback.test(host)) return null;
  throw new OperatorError(
    `--insecure lets whoever reaches ${host} read and write everything: it is for loopback. ` +
      'Give --tls-cert and --tls-key, or --insecure-anywhere on a network that you trust.',
  );
}

function certificate(certPath: string | undefined, keyPath: string | undefined): TlsFiles {
  if (certPath === undefined || keyPath === undefined) {
    throw new OperatorError('Give --tls-cert and --tls-key, or --insecure for use on this machine alone.');
  }
  const files = { cert: contentOf(certPath, '--tls-cert'), key: contentOf(keyPath, '--tls-key') };
  try {
    createSecureContext(files);
  } catch (cause) {
    throw new OperatorError(
      `${certPath} and ${keyPath} are not a certificate and its key in PEM: ${messageOf(cause)}.`,
    );
  }
  return files;
}

function contentOf(path: string, flag: string): Buffer {
  try {
    return readFileSync(path);
  } catch (cause) {
    throw new OperatorError(`${flag} cannot be read: ${messageOf(cause)}.`);
  }
}

const messageOf = (cause: unknown) => (cause instanceof Error ? cause.message : String(cause));

export function givenPasswords({ adminPassword, opsPassword }: EventStoreFlags): GivenPasswords {
  for (const password of [adminPassword, opsPassword]) {
    if (password === '') throw new OperatorError('A password is not empty.');
  }
  return {
    ...(adminPassword !== undefined && { admin: adminPassword }),
    ...(opsPassword !== undefined && { ops: opsPassword }),
  };
}
