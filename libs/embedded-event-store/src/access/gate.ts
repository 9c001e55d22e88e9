// The one place that decides who may call what. A new service needs two things: its line in `call-rules.ts`, and, when
// its calls name a stream, that stream in `requested-streams.ts`. Handlers then get a call that may go on. What shows
// only later (each append of a batch, what a link leads to) is kept by the log that `logOf` gives to the handler.

import { ServerInterceptingCall, type Metadata, type ServerInterceptor } from '@grpc/grpc-js';
import type { EventLog } from '../engine/event-log.js';
import type { ReadEntry } from '../engine/log-entry.js';
import { AccessDenied, serviceError } from '../grpc/errors.js';
import { mayCall, ruleOf } from './call-rules.js';
import { anonymous, everybodyIsAdmin, isAdmin, type Caller } from './caller.js';
import { LogOfCaller, type AccessibleLog } from './log-of-caller.js';
import type { Logins } from './logins.js';
import { requestedStream } from './requested-streams.js';
import { assertStreamAccess } from './stream-access.js';

/** Knows who calls, and lets only those through who may: checked once, before a call reaches its handler. */
export class Gate {
  private readonly callers = new WeakMap<Metadata, Caller>();

  /** Null: insecure, where nobody has to say who they are. */
  constructor(
    private readonly log: EventLog,
    private readonly logins: Logins | null,
  ) {}

  /** Only where they have something to ask. */
  get interceptors(): ServerInterceptor[] {
    if (!this.logins) return [];
    return [
      ({ path }, call) =>
        ruleOf(path) === 'open' ? new ServerInterceptingCall(call) : this.guard(path, call),
    ];
  }

  /** Who makes the call with this metadata; the call has passed the gate. */
  callerWith(metadata: Metadata): Caller {
    return this.logins ? (this.callers.get(metadata) ?? anonymous) : everybodyIsAdmin;
  }

  /** The log as that caller may use it; the log itself for administrators. */
  logOf(metadata: Metadata): AccessibleLog {
    const caller = this.callerWith(metadata);
    return isAdmin(caller) ? this.log : new LogOfCaller(this.log, caller);
  }

  /** What a caller may see of an event with what its link leads to; null: whatever there is. */
  linksFor(metadata: Metadata): ((entry: ReadEntry) => Promise<ReadEntry>) | null {
    const log = this.logOf(metadata);
    return log instanceof LogOfCaller ? (entry) => log.seen(entry) : null;
  }

  /** @throws {WrongLogin} | {TooManyLogins} */
  async callerOf(authorization: string | null): Promise<Caller> {
    return this.logins ? await this.logins.callerOf(authorization) : everybodyIsAdmin;
  }

  private guard(path: string, call: Parameters<ServerInterceptor>[1]): ServerInterceptingCall {
    let caller: Caller = anonymous;
    let isFirst = true;
    let isRefused = false;
    const refuse = (error: unknown) => {
      if (isRefused) return;
      isRefused = true;
      const { code, details, metadata } = serviceError(error);
      guarded.sendStatus({ code, details, metadata });
    };
    const guarded = new ServerInterceptingCall(call, {
      start: (next) =>
        next({
          onReceiveMetadata: (metadata, pass) => {
            this.admit(path, metadata).then((admitted) => {
              caller = admitted;
              pass(metadata);
            }, refuse);
          },
          onReceiveMessage: (message: unknown, pass) => {
            if (isRefused) return;
            const requested = isFirst ? requestedStream(message) : null;
            isFirst = false;
            if (!requested) return pass(message);
            assertStreamAccess(this.log, { caller, ...requested }).then(() => pass(message), refuse);
          },
        }),
    });
    return guarded;
  }

  private async admit(path: string, metadata: Metadata): Promise<Caller> {
    const [authorization = null] = metadata.get('authorization');
    const caller = await this.callerOf(authorization === null ? null : authorization.toString());
    if (caller.name === null) throw new AccessDenied('Anonymous access is not allowed.');
    if (!mayCall(caller, ruleOf(path))) throw new AccessDenied(`${caller.name} may not manage this node.`);
    this.callers.set(metadata, caller);
    return caller;
  }
}
