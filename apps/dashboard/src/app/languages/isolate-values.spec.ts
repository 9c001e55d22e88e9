import { isolateValues } from './isolate-values.js';

it('sets values apart from the sentence that they stand in', () => {
  expect(isolateValues('بقي في {$model} {$share}')).toBe('بقي في \u2068{$model}\u2069 \u2068{$share}\u2069');
});

it('leaves elements and plurals alone', () => {
  const translation = '{$START_TAG_B}نص{$CLOSE_TAG_B} {$ICU}';
  expect(isolateValues(translation)).toBe(translation);
});
