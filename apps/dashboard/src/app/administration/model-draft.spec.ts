import type { Model } from '#libs/contract';
import { modelDraftOf, modelRequestOf } from './model-draft.js';

const NANO: Model = { model: 'gpt-5-nano', name: 'GPT-5 Nano', engine: 'openai', icon: 'spark' };

const problemsOf = (...asked: Parameters<typeof modelRequestOf>) => {
  const answer = modelRequestOf(...asked);
  return 'problems' in answer ? answer.problems : {};
};

it('asks for what there is when nothing is changed, with the icon that the form does not ask for', () => {
  const { name, engine, icon } = NANO;
  expect(modelRequestOf(modelDraftOf(NANO), NANO, [NANO])).toEqual({ request: { name, engine, icon } });
});

it('renames, without the spaces around a name', () => {
  const draft = { ...modelDraftOf(NANO), name: '  GPT-5 Nano (2026) ' };
  expect(modelRequestOf(draft, NANO, [NANO])).toMatchObject({ request: { name: 'GPT-5 Nano (2026)' } });
});

it('says of an empty form what is missing, field by field', () => {
  expect(Object.keys(problemsOf(modelDraftOf(null), null, []))).toEqual(['model', 'name', 'engine']);
});

it('does not let a new model take the key of another', () => {
  expect(problemsOf({ ...modelDraftOf(NANO), name: 'Mine' }, null, [NANO])).toEqual({
    model: 'There is a model with this key. Rename it in the list.',
  });
});

it.each(['', 'open ai', '-openai', 'a'.repeat(129)])('takes no engine called %j', (engine) => {
  expect(Object.keys(problemsOf({ ...modelDraftOf(NANO), engine }, NANO, [NANO]))).toEqual(['engine']);
});
