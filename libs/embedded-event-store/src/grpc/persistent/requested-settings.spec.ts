import { checkSettings } from '../../persistent/group-rules.js';
import { persistent } from './persistent-protocol.js';
import { groupSettings } from './requested-settings.js';

const asked = () => new persistent.CreateReq.Settings().setReadBatchSize(20).setHistoryBufferSize(500);
const check = (settings: ReturnType<typeof asked>) =>
  checkSettings(
    { streamName: 's', groupName: 'g', settings: groupSettings(settings, 0n), filter: null },
    100n,
  );

it.each([
  [0, 'DispatchToSingle'],
  [1, 'RoundRobin'],
  [2, 'Pinned'],
] as const)('knows strategies by their number: %i', (number, strategy) => {
  expect(groupSettings(asked().setNamedConsumerStrategy(number), 0n).strategy).toBe(strategy);
});

it('prefers the name of a strategy, as newer clients send it', () => {
  const settings = asked().setNamedConsumerStrategy(0).setConsumerStrategy('PinnedByCorrelation');
  expect(groupSettings(settings, 0n).strategy).toBe('PinnedByCorrelation');
  expect(() => check(settings)).not.toThrow();
});

it('refuses a strategy that there is not', () => {
  expect(() => check(asked().setConsumerStrategy('Whoever'))).toThrow('no consumer strategy "Whoever"');
});

it('takes times in milliseconds or in ticks', () => {
  const ms = asked().setMessageTimeoutMs(1_500).setCheckpointAfterMs(700);
  const ticks = asked().setMessageTimeoutTicks('15000000').setCheckpointAfterTicks('7000000');
  expect(groupSettings(ticks, 0n)).toEqual(groupSettings(ms, 0n));
});
