import type { UsageEntry } from '#libs/contract';
import { exportOf, type ExportFormat } from './usage-export.js';

const ENTRY: UsageEntry = {
  operationId: 'op-1',
  accountId: 'acc-1',
  model: 'gpt-5-nano',
  modelName: 'GPT-5 Nano',
  feature: 'ai_bots',
  featureName: 'AI Bots',
  units: '3',
  unit: 'word',
  rate: '2.5',
  rateRevision: 0,
  multiplier: '1',
  tokens: '7.5',
  drawn: [],
  overdrawn: '0',
  unlimited: false,
  balanceBefore: '100',
  balanceAfter: '92.5',
  consumedAt: '2026-01-03T07:58:00.000Z',
  reversed: '0',
  position: '42',
};

async function written(format: ExportFormat, ...pages: readonly (readonly UsageEntry[])[]): Promise<string> {
  async function* all() {
    yield* pages;
  }
  let text = '';
  for await (const piece of exportOf(all(), format)) text += piece;
  return text;
}

it('writes a line of names, and a line for each entry', async () => {
  const line =
    '2026-01-03T07:58:00.000Z,gpt-5-nano,GPT-5 Nano,ai_bots,AI Bots,3,word,2.5,1,7.5,0,0,false,100,92.5,op-1,42';
  expect((await written('csv', [ENTRY], [ENTRY])).split('\r\n')).toEqual([
    'consumedAt,model,modelName,feature,featureName,units,unit,rate,multiplier,tokens,reversed,overdrawn,unlimited,balanceBefore,balanceAfter,operationId,position',
    line,
    line,
    '',
  ]);
});

it.each([
  ['a "quoted", name', '"a ""quoted"", name"'],
  ['two\nlines', '"two\nlines"'],
  ['=1+1', "'=1+1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['-cmd', "'-cmd"],
  ['+1', "'+1"],
])('writes the name %j as %j', async (featureName, cell) => {
  expect(await written('csv', [{ ...ENTRY, featureName }])).toContain(`,ai_bots,${cell},3,word,`);
});

it('leaves figures as they are, also negative ones', async () => {
  expect(await written('csv', [{ ...ENTRY, balanceAfter: '-5.5' }])).toContain(',100,-5.5,op-1,');
});

it('writes one JSON array, over pages, empty ones too', async () => {
  expect(JSON.parse(await written('json', [ENTRY, ENTRY], [], [ENTRY]))).toEqual([ENTRY, ENTRY, ENTRY]);
  expect(JSON.parse(await written('json'))).toEqual([]);
  expect(JSON.parse(await written('json', []))).toEqual([]);
});
