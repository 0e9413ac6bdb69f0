// Goal: numbers, segments and searches read as people write them.
import { expect, test } from 'vitest';
import { matches } from '../src/core/find';
import { shown, toE164 } from '../src/core/phone-number';
import { href, parseRoute } from '../src/core/router';
import { segmentsOf } from '../src/core/segments';
import { duration } from '../src/core/when';

test.each([
  ['+1 (202) 555-0143', '+12025550143'],
  ['202.555.0143', '+12025550143'],
  ['1 202 555 0143', '+12025550143'],
  ['0044 20 7946 0958', '+442079460958'],
  ['+44 20 7946 0958', '+442079460958'],
])('reads %s', (typed, number) => expect(toE164(typed, '+12025550100')).toBe(number));

test.each(['', '12', 'ana', '+1 202 555', '+0123456789', '555-0143', '+1 102 555 0143', '+12345678901234567'])(
  'refuses %s',
  (typed) => expect(toE164(typed, '+12025550100')).toBeUndefined(),
);

test('a number without a country code is refused where the country is not known', () =>
  expect(toE164('2025550143')).toBeUndefined());

test.each([
  ['+12025550143', '+1 202 555 0143'],
  ['+442079460958', '+44 207 946 0958'],
  ['+4930123456', '+49 3012 3456'],
  ['+35312345678', '+353 1234 5678'],
  ['12345', '12345'],
])('shows %s as %s', (number, words) => expect(shown(number)).toBe(words));

test.each([
  ['', 'gsm7', 1, 160],
  ['a'.repeat(160), 'gsm7', 1, 0],
  ['a'.repeat(161), 'gsm7', 2, 145],
  ['€'.repeat(80), 'gsm7', 1, 0],
  ['a'.repeat(152) + '€' + 'a'.repeat(10), 'gsm7', 2, 141],
  ['ж'.repeat(70), 'ucs2', 1, 0],
  ['ж'.repeat(71), 'ucs2', 2, 63],
  ['ж'.repeat(66) + '😀' + 'ж'.repeat(3), 'ucs2', 2, 62],
])('counts %j', (text, encoding, segments, left) => expect(segmentsOf(text)).toMatchObject({ encoding, segments, left }));

test('finds by the beginning of words, without accents, or by digits', () => {
  expect(matches('tom veg', 'Tomás Vega')).toBe(true);
  expect(matches('ega', 'Tomás Vega')).toBe(false);
  expect(matches('555 0143', 'Harbour', '+12025550143')).toBe(true);
  expect(matches('(', 'Harbour')).toBe(false);
});

test('an address leads back to where it came from', () => {
  const route = parseRoute(href('inbox', 'new', { to: '+12025550143' }));
  expect([route.place, route.id, route.query.get('to')]).toEqual(['inbox', 'new', '+12025550143']);
  expect(parseRoute('#/nowhere').place).toBe('inbox');
});

test('durations', () => expect([0, 7.4, 754, 3723].map(duration)).toEqual(['0:00', '0:07', '12:34', '1:02:03']));
