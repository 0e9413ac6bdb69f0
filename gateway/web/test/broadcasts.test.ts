// Goal: what is pasted is read as numbers, each once, and what is none is told; a broadcast that goes on fast is read one
// reading at a time, and the last state is seen.
// Method: the pure reader, and the store with an API whose answers are let out by hand.
import { expect, test } from 'vitest';
import { receiversOf } from '../src/core/broadcast';
import type { Broadcast, BroadcastDraft } from '../src/core/types';
import { Broadcasts } from '../src/stores/broadcasts';
import { settle } from './fakes';

function broadcast(change: Partial<Broadcast> = {}): Broadcast {
  return {
    id: 'b1',
    number_id: 'n1',
    author_member_id: 'me',
    name: 'Opening hours',
    text: 'We open at ten',
    per_minute: 30,
    receivers: 2,
    state: 'running',
    stopped: null,
    begins_at: null,
    progress: { waiting: 2, night: 0, queued: 0, unconfirmed: 0, sent: 0, delivered: 0, failed: 0, refused: 0, canceled: 0 },
    created_at: '2026-11-22T10:00:00Z',
    ...change,
  };
}

test('numbers are read however they were pasted', () => {
  const read = receiversOf('+12025550143\r\n(202) 555-0144; +44 20 7183 8750,\n\n+1 202 555 0143\tmaybe', '+12025550100');
  expect(read.numbers).toEqual(['+12025550143', '+12025550144', '+442071838750']);
  expect(read.twice).toBe(1);
  expect(read.wrong).toEqual(['maybe']);
  expect(receiversOf(' \n,', undefined)).toEqual({ numbers: [], wrong: [], twice: 0 });
});

test('a thousand lines are a thousand receivers', () => {
  const lines = Array.from({ length: 1000 }, (_, at) => `+1202555${String(1000 + at)}`);
  expect(receiversOf(lines.join('\n')).numbers).toHaveLength(1000);
});

function store() {
  const waiting: ((answer: Broadcast) => void)[] = [];
  const deeds: string[] = [];
  const api = {
    broadcasts: async () => ({ data: [broadcast()], next_cursor: null }),
    broadcast: () => new Promise<Broadcast>((answer) => waiting.push(answer)),
    beginBroadcast: async (draft: BroadcastDraft, key: string) =>
      broadcast({ id: key, name: draft.name, created_at: '2026-11-22T11:00:00Z' }),
    scheduleBroadcast: async (id: string, begins_at: string) => broadcast({ id, state: 'scheduled' as const, begins_at }),
    changeBroadcast: async (id: string, deed: string) => (deeds.push(`${deed} ${id}`), broadcast({ id, state: 'paused' as const })),
  };
  const broadcasts = new Broadcasts(api, async () => undefined);
  broadcasts.inSight = true;
  return { broadcasts, waiting, deeds };
}

test('many changes at once are two readings, and the last state is seen', async () => {
  const { broadcasts, waiting } = store();
  broadcasts.told('b1');
  expect(waiting).toHaveLength(0);
  await broadcasts.refresh();
  for (let i = 0; i < 50; i++) broadcasts.told('b1');
  expect(waiting).toHaveLength(1);
  waiting[0]?.(broadcast());
  await settle();
  expect(waiting).toHaveLength(2);
  waiting[1]?.(broadcast({ state: 'done' }));
  await settle();
  expect(waiting).toHaveLength(2);
  expect(broadcasts.find('b1')?.state).toBe('done');
});

test('a text that goes on is read for the one that is looked at alone', async () => {
  const { broadcasts, waiting } = store();
  await broadcasts.refresh();
  broadcasts.inSight = false;
  broadcasts.told('b1');
  expect(waiting).toHaveLength(0);
  broadcasts.inSight = true;
  broadcasts.textChanged();
  expect(waiting).toHaveLength(0);
  broadcasts.looked = 'b1';
  broadcasts.textChanged();
  expect(waiting).toHaveLength(1);
});

test('what is begun stands first, and what is done to it is shown', async () => {
  const { broadcasts, deeds } = store();
  await broadcasts.refresh();
  await broadcasts.begin({ name: 'Party', from: '+12025550100', to: ['+12025550143'], text: 'x', per_minute: 30 }, 'b2');
  expect(broadcasts.value.items.map(({ id }) => id)).toEqual(['b2', 'b1']);
  await broadcasts.change('b1', 'pause');
  expect(deeds).toEqual(['pause b1']);
  expect(broadcasts.find('b1')?.state).toBe('paused');
});
