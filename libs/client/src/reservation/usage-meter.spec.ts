import { UsageMeter } from './usage-meter.js';

it('lets the ledger count a text', () => {
  const meter = new UsageMeter('word');
  meter.addText('to be or no');
  meter.addText('t to be');
  expect(meter.quantity()).toEqual({ text: 'to be or not to be' });
  expect(meter.used()).toBe('6');
});

it('counts a text that is too long for the ledger by the same rules', () => {
  const meter = new UsageMeter('word');
  meter.addText('word '.repeat(20_001));
  expect(meter.quantity()).toEqual({ units: '20001' });
});

it('adds units to the words of a text', () => {
  const meter = new UsageMeter('word');
  meter.addText('three more words');
  meter.add('10.5');
  expect(meter.quantity()).toEqual({ units: '13.5' });
});

it('takes the last word of a provider for all that was counted before', () => {
  const meter = new UsageMeter('token');
  meter.add('100');
  meter.set('97');
  expect(meter.quantity()).toEqual({ units: '97' });
});

it('has nothing to charge before anything is used', () => {
  const meter = new UsageMeter('word');
  meter.add('0');
  meter.addText('');
  expect(meter.isEmpty).toBe(true);
  expect(meter.quantity()).toEqual({ units: '0' });
});

it('takes no text where the unit is neither word nor character', () => {
  expect(() => new UsageMeter('image').addText('a cat')).toThrow(/charged by the image/);
});

it.each(['-1', '1e3', '', '0.0000001', 'NaN', 5 as unknown as string])('takes no %j for units', (units) => {
  const meter = new UsageMeter('token');
  expect(() => meter.add(units)).toThrow(RangeError); // the cast stands for a caller without types
  expect(() => meter.set(units)).toThrow(RangeError);
  expect(meter.isEmpty).toBe(true);
});
