import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Gate } from '../access/gate.js';
import type { EventLog } from '../engine/event-log.js';
import { serverVersion } from '../grpc/server-features.js';
import type { Load } from './load.js';

interface Answer {
  readonly status: number;
  readonly body?: object | string;
}

const headerBytesMax = 8_192;

/** What people and their monitoring ask over HTTP/1.1. Everything else of this node is gRPC. */
export interface Asked {
  readonly log: EventLog;
  readonly gate: Gate;
  readonly load: () => Load;
}

export function httpAnswers(asked: Asked): Server {
  const server = createServer({ maxHeaderSize: headerBytesMax, keepAlive: false }, (request, response) => {
    request.resume();
    answer(asked, request).then(
      (found) => send(response, found),
      () => send(response, { status: 401, body: 'Wrong name or password.' }),
    );
  });
  server.maxRequestsPerSocket = 100;
  server.on('clientError', (_error, socket) => socket.destroy());
  return server;
}

async function answer(asked: Asked, request: IncomingMessage): Promise<Answer> {
  const question = questionIn(request);
  switch (question) {
    case '/ping':
      return { status: 200, body: { msgType: 'TextMessage', text: 'Ping request successfully handled' } };
    case '/health/live':
      return health(asked.log);
    case '/info':
      return { status: 200, body: { dbVersion: serverVersion, state: 'leader', features: {} } };
    case '/stats':
      return await statisticsFor(asked, request.headers.authorization ?? null);
    default:
      return { status: 404 };
  }
}

const health = (log: EventLog): Answer => ({ status: log.canWrite ? 204 : 503 });
const questionIn = ({ method = '', url = '/' }: IncomingMessage) =>
  ['GET', 'HEAD'].includes(method) ? url.replace(/\?.*$/s, '') : null;

async function statisticsFor({ log, gate, load }: Asked, authorization: string | null): Promise<Answer> {
  const { name } = await gate.callerOf(authorization);
  return name === null ? { status: 401 } : { status: 200, body: statistics(log, load()) };
}

function statistics(log: EventLog, load: Load): object {
  return {
    proc: {
      id: process.pid,
      mem: process.memoryUsage.rss(),
      memPeak: process.resourceUsage().maxRSS * 1_024,
      uptimeSeconds: process.uptime(),
    },
    es: { position: log.position.toString(), commits: log.commits, canWrite: log.canWrite },
    load,
  };
}

function send(response: ServerResponse, { status, body }: Answer): void {
  const text = typeof body === 'object' ? JSON.stringify(body) : (body ?? '');
  if (status === 401) response.setHeader('www-authenticate', 'Basic realm="event store"');
  response.setHeader('content-type', typeof body === 'object' ? 'application/json' : 'text/plain');
  response.writeHead(status).end(text);
}
