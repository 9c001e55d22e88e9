import { initialsOf } from './initials.js';

it.each([
  ['GPT-5 Nano', 'GN'],
  ['Text Embedding 3 Small', 'TS'],
  ['Ada', 'A'],
  ['gpt-5', 'G'],
  ['ошибка сети', 'ОС'],
  ['42', '4'],
  ['', ''],
])('shortens %j to %j', (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});
