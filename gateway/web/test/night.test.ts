// Goal: a text that would leave in their night stays, says when it can leave, and leaves when the member says so.
// Method: the store with an API that refuses what is not meant for the night.
import { expect, test } from 'vitest';
import { Problem } from '../src/core/problem';
import { Threads } from '../src/stores/threads';
import { message, noNotes, settle } from './fakes';

test('a text is asked about, and leaves under its key when it may', async () => {
  const asked: object[] = [];
  const threads = new Threads(
    {
      ...noNotes,
      timeline: async () => ({ data: [], next_cursor: null }),
      sendMessage: async (text, key) => {
        asked.push({ ...text, key });
        if (text.quiet_hours === 'send') return message({ text: text.text });
        throw Problem.from({ code: 'quiet_hours', title: 'It is night', send_at: '2026-06-02T12:00:00.000Z' }, 409);
      },
    },
    () => 'key-1',
  );
  await threads.send('k1', '+12025550100', ['+12125550123'], 'hello');
  const [held] = threads.of('k1').outgoing;
  expect(held?.problem?.code).toBe('quiet_hours');
  expect(held?.problem?.sendAt).toBe('2026-06-02T12:00:00.000Z');
  await threads.again('k1', 'key-1', true);
  await settle();
  expect(threads.of('k1').outgoing).toEqual([]);
  expect(asked).toEqual([
    { from: '+12025550100', to: ['+12125550123'], text: 'hello', key: 'key-1' },
    { from: '+12025550100', to: ['+12125550123'], text: 'hello', quiet_hours: 'send', key: 'key-1' },
  ]);
});

test('who decided that they are awake is not asked', async () => {
  let at: string | undefined;
  const threads = new Threads({
    ...noNotes,
      timeline: async () => ({ data: [], next_cursor: null }),
    sendMessage: async (text) => ((at = text.quiet_hours), message()),
  });
  await threads.send('k1', '+12025550100', ['+12125550123'], 'hello', true);
  expect(at).toBe('send');
});
