import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { CONNECTIONS, perSecond } from './workers.mjs';

/** Commands that become events. */
export async function consumptions(system, accounts) {
  return await load(system, accounts, { model: 'bench', feature: 'bench', units: '100' }, 201);
}

/** The same way through the server up to the decision, which is a refusal: nothing is stored. */
export async function refusedConsumptions(system, accounts) {
  return await load(system, accounts, { model: 'bench', feature: 'without-a-rate', units: '100' }, 422);
}

async function load(system, accounts, body, expected) {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const payload = JSON.stringify(body);
  const rate = await perSecond(async () => {
    const account = accounts[Math.floor(Math.random() * accounts.length)];
    const status = await post(agent, system, `/api/v1/accounts/${account}/consumptions`, payload);
    if (status !== expected) throw new Error(`Answered ${status}, not ${expected}.`);
  });
  agent.destroy();
  return rate;
}

async function post(agent, { apiUrl, key }, path, payload) {
  return await new Promise((resolve, reject) => {
    const headers = {
      authorization: `Bearer ${key}`,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(payload),
      'idempotency-key': randomUUID(),
    };
    const call = request(apiUrl + path, { method: 'POST', agent, headers }, (answer) => {
      answer.resume().once('end', () => resolve(answer.statusCode));
    });
    call.once('error', reject);
    call.end(payload);
  });
}
