// Goal: a text leaves at the time that a member's clock will show, also when clocks change, and what others' clocks show is told.
// Method: pure functions, with zones and times as arguments.
import { expect, test } from 'vitest';
import { otherClocks, sendTimes } from '../src/core/send-later';
import { fieldsOf, ofFields, wallClock, whenClockShows, type WallClock } from '../src/core/zoned';

const NEW_YORK = 'America/New_York';
const shown = (text: string): WallClock => ofFields(text.slice(0, 10), text.slice(11))!;
const at = (zone: string, text: string) => {
  const { at: time, odd } = whenClockShows(zone, shown(text));
  return [time.toISOString(), odd];
};

test('an ordinary time, in summer and in winter', () => {
  expect(at(NEW_YORK, '2026-07-01T09:00')).toEqual(['2026-07-01T13:00:00.000Z', undefined]);
  expect(at(NEW_YORK, '2026-12-01T09:00')).toEqual(['2026-12-01T14:00:00.000Z', undefined]);
  expect(at('Asia/Kathmandu', '2026-12-01T09:00')).toEqual(['2026-12-01T03:15:00.000Z', undefined]);
  expect(at('UTC', '2026-12-31T23:59')).toEqual(['2026-12-31T23:59:00.000Z', undefined]);
});

test('an hour that is left out in spring: it leaves as far behind it', () => {
  expect(at(NEW_YORK, '2026-03-08T01:59')).toEqual(['2026-03-08T06:59:00.000Z', undefined]);
  expect(at(NEW_YORK, '2026-03-08T02:00')).toEqual(['2026-03-08T07:00:00.000Z', 'skipped']);
  expect(at(NEW_YORK, '2026-03-08T02:30')).toEqual(['2026-03-08T07:30:00.000Z', 'skipped']);
  expect(at(NEW_YORK, '2026-03-08T03:00')).toEqual(['2026-03-08T07:00:00.000Z', undefined]);
  expect(fieldsOf(wallClock(NEW_YORK, new Date('2026-03-08T07:30:00Z')))).toEqual({ date: '2026-03-08', time: '03:30' });
});

test('an hour that comes twice in autumn: the first is meant', () => {
  expect(at(NEW_YORK, '2026-11-01T00:59')).toEqual(['2026-11-01T04:59:00.000Z', undefined]);
  expect(at(NEW_YORK, '2026-11-01T01:30')).toEqual(['2026-11-01T05:30:00.000Z', 'twice']);
  expect(at(NEW_YORK, '2026-11-01T02:00')).toEqual(['2026-11-01T07:00:00.000Z', undefined]);
});

test('clocks that change by half an hour, and the other way round', () => {
  expect(at('Australia/Lord_Howe', '2026-10-04T02:15')).toEqual(['2026-10-03T15:45:00.000Z', 'skipped']);
  expect(at('Europe/Dublin', '2026-10-25T01:30')).toEqual(['2026-10-25T00:30:00.000Z', 'twice']);
});

test('times of a whole year come back as they were shown, or are said to be odd', () => {
  for (const zone of [NEW_YORK, 'Europe/Berlin', 'Australia/Lord_Howe', 'Pacific/Apia']) {
    for (let time = Date.UTC(2026, 0, 1); time < Date.UTC(2027, 0, 1); time += 12 * 3_600_000 + 900_000) {
      const clock = wallClock(zone, new Date(time));
      const back = whenClockShows(zone, clock);
      if (back.odd === undefined) expect(back.at.getTime()).toBe(time);
      else expect(back.odd).toBe('twice');
    }
  }
});

const ids = (now: string) => sendTimes(new Date(now), NEW_YORK).map(({ id, at: time }) => `${id} ${time.toISOString()}`);

test('on a Wednesday morning: an hour, the evening, tomorrow, Monday', () => {
  expect(ids('2026-11-18T15:02:00Z')).toEqual([
    'hour 2026-11-18T16:05:00.000Z',
    'evening 2026-11-18T23:00:00.000Z',
    'tomorrow 2026-11-19T14:00:00.000Z',
    'monday 2026-11-23T14:00:00.000Z',
  ]);
});

test('late on a Sunday: no evening any more, and Monday is tomorrow', () => {
  expect(ids('2026-11-22T23:30:00Z').map((id) => id.split(' ')[0])).toEqual(['hour', 'tomorrow']);
});

test('tomorrow morning is nine, though the clocks change in the night', () => {
  expect(ids('2026-03-07T20:00:00Z')).toContain('tomorrow 2026-03-08T13:00:00.000Z');
  expect(ids('2026-10-31T20:00:00Z')).toContain('tomorrow 2026-11-01T14:00:00.000Z');
});

test('what is typed half is no time', () => {
  expect(ofFields('', '09:00')).toBeUndefined();
  expect(ofFields('2026-11-22', '')).toBeUndefined();
});

test('other clocks are told when they show something else, each once', () => {
  const time = new Date('2026-11-18T15:00:00Z');
  expect(otherClocks(time, [NEW_YORK], NEW_YORK)).toEqual([]);
  expect(otherClocks(time, ['America/Toronto'], NEW_YORK)).toEqual([]);
  expect(otherClocks(time, ['Europe/Berlin', 'Europe/Paris', 'America/Los_Angeles'], NEW_YORK).map(({ place }) => place)).toEqual([
    'Berlin',
    'Los Angeles',
  ]);
});
