// Goal: others are told where this window is, not too often, and again after a cut. Method: the store with a clock that
// the test moves.
import { afterEach, expect, test, vi } from 'vitest';
import { Looking } from '../src/stores/looking';
import { message } from './fakes';

afterEach(() => vi.useRealTimers());

test('typing is told at most every three seconds, and ends with what was written', () => {
  vi.useFakeTimers();
  let now = 10_000;
  const said: unknown[] = [];
  const looking = new Looking(async (look) => void said.push([look.conversation_id, look.typing]), () => now);
  looking.typing();
  expect(said).toEqual([]);
  looking.at('k1');
  looking.typing();
  looking.typing();
  now += 3_000;
  looking.typing();
  looking.stopped();
  looking.stopped();
  expect(said).toEqual([['k1', false], ['k1', true], ['k1', true], ['k1', false]]);
  vi.advanceTimersByTime(20_000);
  looking.again();
  expect(said).toHaveLength(6);
  looking.at(undefined);
  expect(said.at(-1)).toEqual([null, false]);
  vi.advanceTimersByTime(60_000);
  expect(said).toHaveLength(7);
});

test('who is there, and what crossed, goes with them', () => {
  const looking = new Looking(async () => undefined);
  looking.told('k1', [{ member_id: 'a', typing: true }]);
  expect(looking.value.watchers.get('k1')).toHaveLength(1);
  looking.told('k1', []);
  expect(looking.value.watchers.size).toBe(0);
  looking.cross(message());
  expect(looking.value.crossed.get('k1')?.text).toBe('hello');
  looking.uncross('k1');
  expect(looking.value.crossed.size).toBe(0);
});
