import type { handleBidiStreamingCall, ServerDuplexStream } from '@grpc/grpc-js';
import type { Gate } from '../../access/gate.js';
import type { Seat, Subscriber } from '../../persistent/connection.js';
import type { NackAction } from '../../persistent/group-io.js';
import type { Task } from '../../persistent/group-event.js';
import { idOf } from '../../persistent/group-settings.js';
import type { PersistentSubscriptions } from '../../persistent/persistent-subscriptions.js';
import { InvalidRequest, serviceError } from '../errors.js';
import type { OpenCalls } from '../open-calls.js';
import { persistent, type ReadReq, type ReadResp, type GroupMessage } from './persistent-protocol.js';
import { readEvent } from '../recorded-events.js';
import { textOf, type UuidForm } from '../uuids.js';
import { groupNameOf } from './group-requests.js';
import { userNameOf } from './user-name.js';

type Call = ServerDuplexStream<ReadReq, GroupMessage>;

/** A consumer: what it asks for comes first, then its acknowledgements. It leaves with its call. */
export function readGroupHandler(
  groups: PersistentSubscriptions,
  gate: Gate,
  openCalls: OpenCalls,
): handleBidiStreamingCall<ReadReq, GroupMessage> {
  return (call) => {
    const signal = openCalls.open(call);
    let seat: Seat | null = null;
    const fail = (error: unknown) => {
      if (!signal.aborted) call.emit('error', serviceError(error));
    };
    signal.addEventListener('abort', () => seat?.leave(), { once: true });
    call.on('data', (message: ReadReq) => {
      if (signal.aborted) return;
      try {
        if (seat) answer(seat, message);
        else seat = sit(groups, call, { request: message, gate, fail });
      } catch (error) {
        fail(error);
      }
    });
    call.on('drain', () => seat?.resume());
    call.on('end', () => {
      seat?.leave();
      if (!signal.aborted) call.end();
    });
  };
}

interface Arrival {
  readonly request: ReadReq;
  readonly gate: Gate;
  fail(error: unknown): void;
}

function sit(groups: PersistentSubscriptions, call: Call, { request, gate, fail }: Arrival): Seat {
  const links = gate.linksFor(call.metadata);
  const options = request.getOptions();
  const name = groupNameOf(options);
  const form: UuidForm = options?.getUuidOption()?.hasStructured() ? 'structured' : 'string';
  let seat: Seat | null = null;
  let sending = Promise.resolve(); // no more wait than the consumer has slots
  const send = (message: GroupMessage) => {
    if (!call.write(message)) seat?.pause();
  };
  const subscriber: Subscriber = {
    connectionName: String(call.metadata.get('connection-name')[0] ?? ''),
    from: call.getPeer(),
    userName: userNameOf(gate, call),
    slots: options?.getBufferSize() ?? 0,
    confirm: () => send(confirmation(idOf(name))),
    send: (task: Task) => {
      if (links)
        sending = sending.then(async () => send(groupEvent(await seen(task, links), form))).catch(fail);
      else send(groupEvent(task, form));
    },
    drop: fail,
  };
  seat = groups.get(name).connect(subscriber);
  if (call.writableNeedDrain) seat.pause();
  return seat;
}

function answer(seat: Seat, message: ReadReq): void {
  const ack = message.getAck();
  if (ack) return seat.ack(ack.getIdsList().map(textOf));
  const nack = message.getNack();
  if (!nack) throw new InvalidRequest('After the options come acknowledgements.');
  seat.nack(nack.getIdsList().map(textOf), actions[nack.getAction()] ?? 'retry', nack.getReason());
}

async function seen(task: Task, links: NonNullable<ReturnType<Gate['linksFor']>>): Promise<Task> {
  return { ...task, event: { ...task.event, entry: await links(task.event.entry) } };
}

/** In the order of the protocol's numbers: unknown, park, retry, skip, stop. */
const actions: readonly NackAction[] = ['retry', 'park', 'retry', 'skip', 'skip'];

/** All of it has the position of what the group was given: that of the link, if it came by one. */
function groupEvent({ event: { entry }, retryCount }: Task, form: UuidForm): Buffer {
  const { target, position } = entry;
  return readEvent(target ? { ...entry, target: { ...target, position } } : entry, form, retryCount);
}

function confirmation(id: string): ReadResp {
  const confirmed = new persistent.ReadResp.SubscriptionConfirmation().setSubscriptionId(id);
  return new persistent.ReadResp().setSubscriptionConfirmation(confirmed);
}
