import { createCompilerHost, createProgram, readConfiguration } from '@angular/compiler-cli';
import { MessageExtractor } from '@angular/localize/tools';

const TSCONFIG = 'apps/dashboard/tsconfig.json';
/** Where the compiler would write to: nothing is written. */
const NOWHERE = '/compiled';

/** Every message of the dashboard, by its id, as the build has it: `{ id: text }`, in the order of ids. */
export async function extractMessages() {
  const files = await compiled();
  const names = [...files.keys()].filter((name) => name.endsWith('.js'));
  const extractor = new MessageExtractor(fileSystemOf(files), quiet, {
    basePath: NOWHERE,
    useSourceMaps: false,
  });
  const messages = names.flatMap((name) => extractor.extractMessages(name));
  const texts = messages.map(({ id, text }) => [id, text]);
  return Object.fromEntries(texts.sort(([a], [b]) => a.localeCompare(b)));
}

/** Messages of templates have their ids only after Angular's compiler. */
async function compiled() {
  const { rootNames, options } = readConfiguration(TSCONFIG, {
    types: ['@angular/localize'],
    outDir: NOWHERE,
    sourceMap: false,
  });
  const roots = rootNames.filter((name) => !name.endsWith('.spec.ts'));
  const program = createProgram({ rootNames: roots, options, host: createCompilerHost({ options }) });
  await program.loadNgStructureAsync();
  const files = new Map();
  program.emit({
    emitCallback: ({ program: typescript, targetSourceFile, cancellationToken, customTransformers }) =>
      typescript.emit(
        targetSourceFile,
        (name, text) => files.set(name, text),
        cancellationToken,
        false,
        customTransformers,
      ),
  });
  return files;
}

/** What the extractor asks of a file system, for files that are in memory. */
function fileSystemOf(files) {
  return {
    readFile: (name) => files.get(name),
    exists: (name) => files.has(name),
    resolve: (_from, name) => name,
    dirname: (name) => name,
    relative: (_from, to) => to,
  };
}

const quiet = { level: 3, debug() {}, info() {}, warn: console.warn, error: console.error };
