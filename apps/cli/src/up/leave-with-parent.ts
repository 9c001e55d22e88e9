/**
 * Loaded into every process that `ledger up` starts (`node --import`). When `up` itself is killed,
 * the channel to it breaks, and the process stops in order instead of running on unwatched.
 */
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
// Listening alone would keep the process alive.
process.channel?.unref();
