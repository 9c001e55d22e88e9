import { buildSync } from 'esbuild';
import { join } from 'node:path';

const KILOBYTES_MAX = 20;

it('runs in browsers: it takes neither Node nor zod along, and is small', () => {
  const { metafile, outputFiles } = buildSync({
    entryPoints: [join(__dirname, 'index.ts')], // jest runs this file as CommonJS
    bundle: true,
    minify: true,
    platform: 'browser', // does not resolve Node's modules
    format: 'esm',
    conditions: ['source'],
    metafile: true,
    write: false,
  });
  const inputs = Object.keys(metafile.inputs);
  expect(inputs.filter((path) => path.includes('node_modules'))).toEqual([]);
  const bytes = outputFiles.reduce((sum, { contents }) => sum + contents.length, 0);
  expect(bytes / 1_000).toBeLessThan(KILOBYTES_MAX);
});
