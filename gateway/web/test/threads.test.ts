// Goal: what a member sees of a text is there at once, is the server's word in the end, and is never there twice.
// Method: the store with an API that the test answers.
import { expect, test } from 'vitest';
import { Problem } from '../src/core/problem';
import type { Message, Page, TimelineEntry } from '../src/core/types';
import { Threads } from '../src/stores/threads';
import { message, note, noNotes, settle } from './fakes';

const texts = (page: Page<Message>): Page<TimelineEntry> => ({
  data: page.data.map((one) => ({ kind: 'message', message: one })),
  next_cursor: page.next_cursor,
});

function opened(pages: Page<Message>[] = [{ data: [], next_cursor: null }]) {
  const keys: string[] = [];
  const later: (() => void)[] = [];
  let answer: (sent: Message) => void = () => {};
  let refuse: (problem: Problem) => void = () => {};
  const threads = new Threads(
    {
      ...noNotes,
      timeline: async () => texts(pages.shift() ?? { data: [], next_cursor: null }),
      sendMessage: (_message, key) => {
        keys.push(key);
        return new Promise<Message>((resolve, reject) => ((answer = resolve), (refuse = reject)));
      },
    },
    () => `key-${keys.length}`,
    (act) => later.push(act),
  );
  return { threads, keys, later, answer: (sent: Message) => answer(sent), refuse: (problem: Problem) => refuse(problem) };
}

const send = (threads: Threads) => threads.send('k1', '+12025550100', ['+12025550143'], 'hello');

test('a text is shown at once and replaced by what the server says', async () => {
  const { threads, answer } = opened();
  await threads.open('k1');
  void send(threads);
  expect(threads.of('k1').outgoing.map((one) => one.text)).toEqual(['hello']);
  answer(message());
  await settle();
  expect(threads.of('k1').outgoing).toEqual([]);
  expect(threads.of('k1').messages.map((one) => one.state)).toEqual(['queued']);
});

test('the event may come before the answer: still one text', async () => {
  const { threads, answer } = opened();
  await threads.open('k1');
  void send(threads);
  threads.put(message());
  expect(threads.of('k1').outgoing).toEqual([]);
  answer(message());
  await settle();
  expect(threads.of('k1').messages).toHaveLength(1);
});

test('a failed text says why, and is tried again under the same key', async () => {
  const { threads, keys, answer, refuse } = opened();
  await threads.open('k1');
  void send(threads);
  refuse(new Problem('unavailable', 'The carrier cannot be reached.', 503));
  await settle();
  expect(threads.of('k1').outgoing[0]?.problem?.message).toBe('The carrier cannot be reached.');
  void threads.again('k1', 'key-0');
  expect(threads.of('k1').outgoing[0]?.problem).toBeUndefined();
  answer(message());
  await settle();
  expect(keys).toEqual(['key-0', 'key-0']);
  expect(threads.of('k1').messages).toHaveLength(1);
});

test('a state never goes back, whatever the order of events', async () => {
  const { threads } = opened();
  await threads.open('k1');
  threads.put(message({ state: 'delivered' }));
  threads.put(message({ state: 'sent' }));
  expect(threads.of('k1').messages[0]?.state).toBe('delivered');
});

test('texts stand in the order of the conversation, not of their arrival', async () => {
  const { threads } = opened();
  await threads.open('k1');
  for (const seq of [3, 1, 2]) threads.put(message({ id: `m${seq}`, seq, direction: 'inbound', state: 'received' }));
  expect(threads.of('k1').messages.map((one) => one.seq)).toEqual([1, 2, 3]);
});

test('earlier pages join at the front; after a long cut the old end is not glued to the new', async () => {
  const at = (seq: number) => message({ id: `m${seq}`, seq });
  const { threads } = opened([
    { data: [at(4), at(3)], next_cursor: 'c' },
    { data: [at(2), at(1)], next_cursor: null },
    { data: [at(90), at(89)], next_cursor: 'd' },
  ]);
  await threads.open('k1');
  await threads.older('k1');
  expect(threads.of('k1').messages.map((one) => one.seq)).toEqual([1, 2, 3, 4]);
  await threads.open('k1', true);
  expect(threads.of('k1').messages.map((one) => one.seq)).toEqual([89, 90]);
  expect(threads.of('k1').cursor).toBe('d');
});

test('a thread is opened in its middle, and goes on to its end without a gap', async () => {
  const numbered = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, i) => message({ id: `m${to - i}`, seq: to - i, direction: 'inbound' }));
  const cursors: (string | null | undefined)[] = [];
  const threads = new Threads(
    {
      ...noNotes,
      timeline: async (_conversation, cursor) => {
        cursors.push(cursor);
        const before = cursor ? Number(cursor) : 101;
        const newest = Math.min(100, before - 1);
        return texts({ data: numbered(Math.max(1, newest - 49), newest), next_cursor: newest > 50 ? String(newest - 49) : null });
      },
      sendMessage: async () => message(),
    },
    () => 'key',
  );
  await threads.around('k1', 40);
  expect(threads.of('k1')).toMatchObject({ gap: true, loading: 'ready' });
  expect(threads.of('k1').messages.map((one) => one.seq)).toContain(40);
  threads.put(message({ id: 'm101', seq: 101, direction: 'inbound' }));
  expect(threads.of('k1').messages.at(-1)?.seq).toBe(64);
  await threads.newer('k1');
  expect(threads.of('k1').messages.map((one) => one.seq)).toEqual(Array.from({ length: 100 - 14 }, (_, i) => i + 15));
  expect(threads.of('k1').gap).toBe(false);
  await threads.around('k1', 40);
  expect(cursors).toEqual(['65', '115']);
});

test('notes stand among the texts, change with their words, and keep their place when they go', async () => {
  const { threads } = opened([{ data: [message({ seq: 1 })], next_cursor: null }]);
  await threads.open('k1');
  await threads.writeNote('k1', 'for us alone', []);
  expect(threads.of('k1').notes.map((one) => [one.seq, one.text])).toEqual([[2, 'for us alone']]);
  await threads.changeNote('n1', 'other words', []);
  threads.putNote(note());
  expect(threads.of('k1').notes[0]?.text).toBe('other words');
  await threads.deleteNote('n1');
  threads.putNote(note());
  expect(threads.of('k1').notes.map((one) => one.text)).toEqual([null]);
  threads.bringBack(note());
  expect(threads.of('k1').notes[0]?.text).toBe('for us alone');
});

test('what is written without a network waits, in order, and is sent once under its own key', async () => {
  const { threads, keys, later, answer, refuse } = opened();
  await threads.open('k1');
  void send(threads);
  refuse(Problem.unreachable());
  await settle();
  void threads.send('k1', '+12025550100', ['+12025550143'], 'and this');
  await settle();
  expect(keys).toEqual(['key-0']);
  expect(threads.waiting).toBe(2);
  void threads.resend();
  refuse(Problem.unreachable());
  await settle();
  expect(keys).toEqual(['key-0', 'key-0']);
  expect(threads.of('k1').outgoing.map((one) => one.text)).toEqual(['hello', 'and this']);
  expect(later).toHaveLength(2);
  later.at(-1)?.();
  await settle();
  void threads.resend();
  answer(message());
  await settle();
  expect(keys).toEqual(['key-0', 'key-0', 'key-0', 'key-1']);
  answer(message({ id: 'm2', seq: 2, text: 'and this' }));
  await settle();
  expect(threads.waiting).toBe(0);
  expect(threads.of('k1').outgoing).toEqual([]);
  expect(threads.of('k1').messages.map((one) => one.text)).toEqual(['hello', 'and this']);
});
