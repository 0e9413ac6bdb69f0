// Goal: what is put away comes back at a time that people mean, by their own clock.
import { expect, test } from 'vitest';
import { snoozeTimes } from '../src/core/snooze';

const at = (time: Date) => Object.fromEntries(snoozeTimes(time).map(({ id, until }) => [id, until]));

test('on a Wednesday: hours, tomorrow morning, the Monday after', () => {
  const times = at(new Date(2026, 10, 18, 15, 30));
  expect(times).toEqual({
    hour: new Date(2026, 10, 18, 16, 30),
    hours: new Date(2026, 10, 18, 18, 30),
    tomorrow: new Date(2026, 10, 19, 9),
    monday: new Date(2026, 10, 23, 9),
  });
});

test('on a Sunday tomorrow is Monday, and said once', () => {
  expect(Object.keys(at(new Date(2026, 10, 22, 12)))).toEqual(['hour', 'hours', 'tomorrow']);
});

test('on a Monday the next one is meant', () => {
  expect(at(new Date(2026, 10, 23, 12))['monday']).toEqual(new Date(2026, 10, 30, 9));
});

test('a month ends in between', () => {
  expect(at(new Date(2026, 11, 31, 23, 59))['tomorrow']).toEqual(new Date(2027, 0, 1, 9));
});
