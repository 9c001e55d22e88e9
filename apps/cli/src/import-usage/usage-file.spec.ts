import { tmpdir } from 'node:os';
import { written } from './testing/written-file.js';
import { openUsageFile, type FileRecord } from './usage-file.js';

async function readAll(content: string | Buffer, delimiter = ',') {
  const file = await openUsageFile(written(content), delimiter);
  const records: FileRecord[] = [];
  try {
    for await (const record of file.records) records.push(record);
  } finally {
    await file.close();
  }
  return { header: file.header, records };
}

const two = {
  header: ['a', 'b'],
  records: [
    { line: 2, fields: ['1', '2'] },
    { line: 3, fields: ['3', '4'] },
  ],
};

it.each([
  ['LF', 'a,b\n1,2\n3,4\n'],
  ['CR LF', 'a,b\r\n1,2\r\n3,4\r\n'],
  ['CR', 'a,b\r1,2\r3,4'],
  ['a mixture', 'a,b\r\n1,2\n3,4\r\n'],
  ['LF, without the last', 'a,b\n1,2\n3,4'],
])('reads lines ended by %s', async (_, content) => {
  expect(await readAll(content)).toEqual(two);
});

it('takes no byte order mark for part of the first name', async () => {
  expect(await readAll('\ufeffa,b\n1,2\n3,4')).toEqual(two);
});

it('reads what a spreadsheet saves as Unicode text', async () => {
  expect(await readAll(Buffer.from('\ufeffa\tb\r\n1\t2\r\n3\t4', 'utf16le'), '\t')).toEqual(two);
});

it('reads quoted fields, and knows the lines also behind one that has several', async () => {
  const { records } = await readAll('a,b\r\n"x, ""y""\r\nz",2\r\n\r\n3,4');
  expect(records).toEqual([
    { line: 2, fields: ['x, "y"\r\nz', '2'] },
    { line: 5, fields: ['3', '4'] },
  ]);
});

it('takes a quote within a text for what it is', async () => {
  expect((await readAll('a,b\n5" disk,2\n3,4')).records).toMatchObject([
    { fields: ['5" disk', '2'] },
    { fields: ['3', '4'] },
  ]);
});

it('hands over rows that are too short or too long: others say what is wrong', async () => {
  expect((await readAll('a,b\n1\n1,2,3')).records).toMatchObject([
    { fields: ['1'] },
    { fields: ['1', '2', '3'] },
  ]);
});

it('reads every row of a file that comes in many pieces', async () => {
  const rows = Array.from({ length: 5_000 }, (_, index) => `${index},"${'é'.repeat(index % 7)}"`);
  const { records } = await readAll(`a,b\r\n${rows.join('\r\n')}`);
  expect(records.map(({ line, fields: [a, b] }) => `${line - 2}=${a},"${b}"`)).toEqual(
    rows.map((row, index) => `${index}=${row}`),
  );
});

it('says where a quote is opened that is never closed', async () => {
  await expect(readAll('a,b\n1,2\n"3,4\n5,6\n')).rejects.toThrow(
    /line 3: a quote is opened that is never closed/,
  );
});

it('does not read a file of any length into one field', async () => {
  const endless = `a,b\n1,2\n"3,${'4,5\n'.repeat(400_000)}`;
  await expect(readAll(endless)).rejects.toThrow(/line 3: a row is longer than/);
});

it('says that a file is empty', async () => {
  await expect(readAll('')).rejects.toThrow('is empty: its first line must name the columns');
});

it('says that there is no such file', async () => {
  await expect(openUsageFile('nowhere.csv', ',')).rejects.toThrow(
    'nowhere.csv cannot be read: there is no such file.',
  );
});

it('says that a folder is no file', async () => {
  await expect(openUsageFile(tmpdir(), ',')).rejects.toThrow('is a folder');
});
