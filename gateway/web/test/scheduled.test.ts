// Goal: a window shows what waits in a conversation as the server says it, and tells of a text that stayed, once.
// Method: the store with an API that keeps what it is told.
import { expect, test } from 'vitest';
import type { ScheduledText } from '../src/core/types';
import { Scheduled } from '../src/stores/scheduled';
import { message } from './fakes';

function text(change: Partial<ScheduledText> = {}): ScheduledText {
  return {
    id: 's1',
    conversation_id: 'k1',
    author_member_id: 'm1',
    text: 'see you',
    wanted_at: '2026-11-23T09:00:00Z',
    send_at: '2026-11-23T09:00:00Z',
    unless_reply: true,
    state: 'waiting',
    held_for: null,
    message_id: null,
    ...change,
  };
}

function store(waiting: ScheduledText[] = []) {
  const stayed: string[] = [];
  let reads = 0;
  const scheduled = new Scheduled({
    scheduledTexts: async () => (reads++, { data: waiting, next_cursor: null }),
    scheduleText: async (draft) => text({ ...draft, id: 's9', wanted_at: draft.send_at }),
    changeScheduledText: async (id, change) => text({ id, ...change }),
    cancelScheduledText: async () => undefined,
    sendScheduledText: async () => message(),
  });
  scheduled.onStayed = (one) => stayed.push(`${one.id} ${one.state}`);
  return { scheduled, stayed, reads: () => reads };
}

const ids = (texts: readonly ScheduledText[]) => texts.map(({ id }) => id);

test('a conversation is read once, and again after a cut', async () => {
  const { scheduled, reads } = store([text()]);
  await scheduled.open('k1');
  await scheduled.open('k1');
  expect(ids(scheduled.of('k1'))).toEqual(['s1']);
  expect(reads()).toBe(1);
  scheduled.resync();
  expect(reads()).toBe(2);
});

test('what is made, changed, canceled and sent is shown in the order of its times', async () => {
  const { scheduled } = store([text()]);
  await scheduled.open('k1');
  await scheduled.make(
    { from: '+12025550100', to: ['+12025550143'], text: 'x', send_at: '2026-11-22T09:00:00Z', unless_reply: false },
    'key-1',
  );
  expect(ids(scheduled.of('k1'))).toEqual(['s9', 's1']);
  await scheduled.change('s9', { send_at: '2026-11-24T09:00:00Z' });
  expect(ids(scheduled.of('k1'))).toEqual(['s1', 's9']);
  await scheduled.cancel(text());
  await scheduled.sendNow(text({ id: 's9' }));
  expect(scheduled.of('k1')).toEqual([]);
});

test('a text that stayed is told once, also of a conversation that is not open', async () => {
  const { scheduled, stayed } = store([text()]);
  await scheduled.open('k1');
  scheduled.put('k1', [text({ state: 'replied' })]);
  scheduled.put('k1', [text({ state: 'replied' })]);
  scheduled.put('k2', [text({ id: 's2', conversation_id: 'k2', state: 'held', held_for: 'late' })]);
  expect(stayed).toEqual(['s1 replied', 's2 held']);
  expect(scheduled.of('k2')).toEqual([]);
});
