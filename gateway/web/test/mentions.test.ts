// Goal: an @ calls people by name, in any script, and nothing else does. Method: pure functions.
import { expect, test } from 'vitest';
import { called, calledIn, calling, candidates, pieces } from '../src/core/mentions';

const people = [
  { id: 'a', name: 'Ada Lovelace' },
  { id: 'b', name: 'Ada' },
  { id: 'c', name: 'Zoë' },
  { id: 'd', name: 'Ben (Sales)' },
  { id: 'e', name: '山田' },
];

test('an @ is heard at the beginning and behind a space, not in an address', () => {
  expect(calling('@ad', 3)).toEqual({ from: 0, query: 'ad' });
  expect(calling('ask @Ada L', 10)).toEqual({ from: 4, query: 'Ada L' });
  expect(calling('ask @', 5)).toEqual({ from: 4, query: '' });
  expect(calling('ada@example', 11)).toBeUndefined();
  expect(calling('ask @ada\nnow', 12)).toBeUndefined();
});

test('names are found by the beginning of any of their parts, accents aside', () => {
  expect(candidates(people, 'zoe').map((one) => one.id)).toEqual(['c']);
  expect(candidates(people, 'love').map((one) => one.id)).toEqual(['a']);
  expect(candidates(people, 'ada').map((one) => one.id)).toEqual(['b', 'a']);
  expect(candidates(people, 'ada please')).toEqual([]);
  expect(candidates(people, '')).toHaveLength(5);
});

test('taking a name puts it in place of what was written', () => {
  expect(called('ask @ad now', { from: 4, query: 'ad' }, people[1]!)).toEqual({ text: 'ask @Ada now', caret: 9 });
});

test('the longest name is called, and a longer word is none', () => {
  expect(calledIn('@Ada Lovelace and @Zoë', people)).toEqual(['a', 'c']);
  expect(calledIn('@Adalbert', people)).toEqual([]);
  expect(calledIn('@Ben (Sales), @山田', people)).toEqual(['d', 'e']);
  expect(calledIn('Ada', people)).toEqual([]);
  expect(pieces('hi @Ada!', people)).toEqual([
    { text: 'hi ', calls: false },
    { text: '@Ada', calls: true },
    { text: '!', calls: false },
  ]);
});
