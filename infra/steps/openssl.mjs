import { findProgram } from './system-program.mjs';

/** Makes the certificates of nodes that are tested over TLS. */
export async function findOpenssl() {
  return await findProgram({
    name: 'openssl',
    neededBy: 'The tests of TLS',
    variable: 'OPENSSL_PATH',
    places: ['/usr/bin/openssl', '/usr/local/bin/openssl', '/opt/homebrew/bin/openssl'],
    debianPackage: 'openssl',
  });
}
