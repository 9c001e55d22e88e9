import { createLogger } from './logger.js';
import { NestLogger } from './nest-logger.js';

function logged(level: 'info' | 'warn', write: (log: NestLogger) => void): Record<string, unknown>[] {
  const lines: string[] = [];
  write(new NestLogger(createLogger('api', { LOG_LEVEL: level }, { write: (line) => lines.push(line) })));
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>); // every line is a JSON object
}

it('writes one JSON line with process, time, context and message', () => {
  const [line] = logged('info', (log) => log.log('Listening', 'Server'));
  expect(line).toMatchObject({ name: 'api', context: 'Server', msg: 'Listening' });
  expect(line?.['time']).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
});

it('keeps quiet below its level', () => {
  expect(logged('warn', (log) => log.log('Listening', 'Server'))).toEqual([]);
});

it('keeps the stack of an error', () => {
  const [line] = logged('info', (log) => log.error('Failed', 'Error: at x', 'Server'));
  expect(line).toMatchObject({ msg: 'Failed', details: ['Error: at x'] });
});

it('never writes passwords', () => {
  const [line] = logged('info', (log) => log.log({ password: 'hunter2', msg: 'Signing in' }, 'Session'));
  expect(JSON.stringify(line)).not.toContain('hunter2');
});
