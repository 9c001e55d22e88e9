import { types } from 'node:util';

export interface Address {
  readonly host: string;
  readonly port: number;
}

export class PortInUse extends Error {
  override readonly name = 'PortInUse';

  constructor(variable: string, { host, port }: Address, options: ErrorOptions) {
    super(
      `Port ${port} on ${host} is in use. Stop what uses it, or set ${variable} to another port.`,
      options,
    );
  }
}

/** For `catch`: what the system says of a port becomes a sentence that says what to do. */
export function explainPortInUse(variable: string, address: Address): (error: unknown) => never {
  return (error) => {
    throw isPortInUse(error) ? new PortInUse(variable, address, { cause: error }) : error;
  };
}

function isPortInUse(error: unknown): boolean {
  if (!types.isNativeError(error)) return false;
  // gRPC puts the code into its message only.
  return (
    ('code' in error && error.code === 'EADDRINUSE') || /EADDRINUSE|No address added/.test(error.message)
  );
}
