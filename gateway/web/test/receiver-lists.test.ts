// Goal: lists of receivers are kept by name, changed and deleted, and what colleagues deleted is gone here too; when a
// broadcast begins is said with the zone.
// Method: the store with an API over a map.
import { expect, test } from 'vitest';
import { begins } from '../src/core/broadcast';
import { ownZone } from '../src/core/zoned';
import type { ReceiverList } from '../src/core/types';
import { ReceiverLists } from '../src/stores/receiver-lists';

function store() {
  const kept = new Map<string, ReceiverList & { numbers: string[] }>();
  const list = (id: string, name: string, numbers: readonly string[]) => {
    const made = { id, name, numbers: [...numbers], receivers: numbers.length, changed_by: 'me', changed_at: '2026-11-22T10:00:00Z' };
    kept.set(id, made);
    return made;
  };
  const lists = new ReceiverLists({
    receiverLists: async () => ({ data: [...kept.values()], next_cursor: null }),
    receiverList: async (id) => kept.get(id)!,
    makeReceiverList: async ({ name, numbers }, key) => list(key, name, numbers),
    changeReceiverList: async (id, change) => list(id, change.name ?? kept.get(id)!.name, change.numbers ?? kept.get(id)!.numbers),
    deleteReceiverList: async (id) => void kept.delete(id),
  });
  return { lists, kept };
}

test('lists are kept by name, changed and deleted', async () => {
  const { lists, kept } = store();
  await lists.refresh();
  await lists.make('Guests', ['+12025550143', '+12025550144'], 'a');
  await lists.make('Customers', ['+12025550143'], 'b');
  expect(lists.value.items.map(({ name }) => name)).toEqual(['Customers', 'Guests']);
  expect(await lists.numbers('a')).toEqual(['+12025550143', '+12025550144']);
  await lists.change('a', { name: 'Adults' });
  expect(lists.value.items.map(({ name, receivers }) => [name, receivers])).toEqual([
    ['Adults', 2],
    ['Customers', 1],
  ]);
  await lists.deleteNow('b');
  expect(lists.find('b')).toBeUndefined();
  kept.delete('a');
  await lists.reread();
  expect(lists.value.items).toEqual([]);
});

test('when a broadcast begins is said with the zone', () => {
  expect(begins(new Date(Date.now() + 86_400_000).toISOString())).toContain(ownZone().replaceAll('_', ' '));
});
