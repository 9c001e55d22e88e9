import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../../..');
const FOLDER = join(ROOT, 'apps/dashboard/src/app/languages/translations');

type Messages = Readonly<Record<string, string>>;
type Translations = Readonly<Record<string, { readonly english: string; readonly translation: string }>>;

/** As the build has them: Angular's own compiler and extractor, run now. */
const messages = JSON.parse(
  execFileSync(process.execPath, ['infra/messages.mjs', '--json'], { cwd: ROOT, encoding: 'utf8' }),
) as Messages;

describe.each(readdirSync(FOLDER))('%s', (file) => {
  const translations = JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Translations;
  const translated = Object.entries(messages).map(
    ([id, english]) => [english, translations[id]?.translation ?? ''] as const,
  );

  it('translates every message of the dashboard', () => {
    expect(translated.filter(([, translation]) => translation.trim() === '')).toEqual([]);
  });

  it('has nothing that the dashboard does not say, and the English of each message beside it', () => {
    const known = Object.entries(translations).map(([id, { english }]) => [id, english]);
    expect(Object.fromEntries(known)).toEqual(messages);
  });

  it('puts the same values and elements into a sentence', () => {
    const differing = translated.filter(([english, translation]) => {
      return placeholdersOf(english).join() !== placeholdersOf(translation).join();
    });
    expect(differing).toEqual([]);
  });

  it('chooses by the same argument, and has words for every other count', () => {
    const plurals = translated.filter(([english]) => argumentOf(english) !== null);
    expect(plurals.length).toBeGreaterThan(0);
    const differing = plurals.filter(
      ([english, translation]) =>
        argumentOf(english) !== argumentOf(translation) || !/\bother \{/.test(translation),
    );
    expect(differing).toEqual([]);
  });

  it('begins and ends with a space where the message does, since it stands beside something', () => {
    const edges = (text: string) => [/^\s/.test(text), /\s$/.test(text)].join();
    expect(translated.filter(([english, translation]) => edges(english) !== edges(translation))).toEqual([]);
  });
});

function placeholdersOf(message: string): readonly string[] {
  return [...new Set(message.match(/\{\$[^}]+\}|\{[A-Z_0-9]+\}/g))].sort();
}

/** `count, plural` of `{count, plural, ...}`; null where the message has one form. */
function argumentOf(message: string): string | null {
  return /\{(\w+, (?:plural|select)),/.exec(message)?.[1] ?? null;
}
