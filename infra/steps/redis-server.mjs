import { findProgram } from './system-program.mjs';

/** The server of which every suite of jobs starts one of its own. */
export async function findRedisServer() {
  return await findProgram({
    name: 'redis-server',
    neededBy: 'The tests of jobs',
    variable: 'REDIS_SERVER_PATH',
    places: ['/usr/bin/redis-server', '/usr/local/bin/redis-server', '/opt/homebrew/bin/redis-server'],
    debianPackage: 'redis-server',
  });
}
