// Goal: lists stay whole, ordered and without doubles while pages and events interleave; unread is honest.
import { expect, test, vi } from 'vitest';
import { Problem } from '../src/core/problem';
import type { Conversation, Page } from '../src/core/types';
import { Conversations } from '../src/stores/conversations';
import { Toasts } from '../src/stores/toasts';
import { conversation } from './fakes';

const at = (id: string, minute: number, change: Partial<Conversation> = {}) =>
  conversation({ id, updated_at: `2026-01-05T10:${String(minute).padStart(2, '0')}:00Z`, ...change });

function listed(pages: (Page<Conversation> | Problem)[]) {
  const marked: number[] = [];
  const store = new Conversations(
    {
      conversations: async () => {
        const page = pages.shift();
        if (!page || page instanceof Problem) throw page ?? Problem.unreachable();
        return page;
      },
      conversation: async (id) => at(id, 0),
      changeConversation: async (id, change) => {
        if ('assignee_id' in change) throw Problem.unreachable();
        return at(id, 1, change);
      },
      decideConsent: async (id) => at(id, 1),
      markRead: async (id, through) => {
        marked.push(through);
        return at(id, 1, { unread: 0, read_seq: through });
      },
    },
    () => 'ada',
  );
  return { store, marked };
}

const ids = (store: Conversations) => store.value.items.map((item) => item.id);

test('pages and events make one list, newest first', async () => {
  const { store } = listed([
    { data: [at('a', 9), at('b', 8)], next_cursor: 'x' },
    { data: [at('c', 7)], next_cursor: null },
  ]);
  await store.refresh();
  store.put(at('c', 30));
  await store.more();
  expect(ids(store)).toEqual(['a', 'b', 'c']);
  store.put(at('c', 31));
  expect(ids(store)).toEqual(['c', 'a', 'b']);
});

test('a failure of the first page is told; a later one keeps what is there', async () => {
  const { store } = listed([Problem.unreachable(), { data: [at('a', 1)], next_cursor: null }, Problem.unreachable()]);
  await store.refresh();
  expect(store.value.loading).toBe('failed');
  await store.refresh();
  await store.refresh();
  expect(store.value.loading).toBe('ready');
  expect(ids(store)).toEqual(['a']);
});

test('reading is shown at once and told once', async () => {
  const { store, marked } = listed([]);
  store.put(at('a', 1, { unread: 2, last_seq: 3 }));
  const reading = store.read('a');
  expect(store.unread).toBe(0);
  await Promise.all([reading, store.read('a')]);
  expect(marked).toEqual([3]);
});

test('a destructive act waits five seconds, can be taken back, and is done when the page goes', () => {
  const timers: (() => void)[] = [];
  const toasts = new Toasts((_milliseconds, run) => timers.push(run));
  const [first, second, third] = [vi.fn(), vi.fn(), vi.fn()];
  const undo = vi.fn();
  toasts.undoable('deleted', 'Undo', first, undo);
  toasts.value[0]?.action?.run();
  expect(undo).toHaveBeenCalledOnce();
  toasts.undoable('deleted', 'Undo', second, undo);
  expect(second).not.toHaveBeenCalled();
  timers.forEach((run) => run());
  expect(second).toHaveBeenCalledOnce();
  toasts.undoable('deleted', 'Undo', third, undo);
  toasts.flush();
  expect(third).toHaveBeenCalledOnce();
  expect(first).not.toHaveBeenCalled();
});

test('what is done leaves the open ones at once; a text that comes in brings it back', async () => {
  const { store } = listed([
    { data: [at('a', 2), at('b', 1)], next_cursor: null },
    { data: [], next_cursor: null },
  ]);
  await store.views.open.refresh();
  await store.views.done.refresh();
  store.put(at('a', 2), at('b', 1));
  const inView = (view: 'open' | 'done') => store.views[view].value.items.map(({ id }) => id);
  const changing = store.change('a', { state: 'done', snoozed_until: null });
  expect([inView('open'), inView('done')]).toEqual([['b'], ['a']]);
  await changing;
  expect([inView('open'), inView('done')]).toEqual([['b'], ['a']]);
  store.put(at('a', 3));
  expect([inView('open'), inView('done')]).toEqual([['a', 'b'], []]);
});

test('what the server refuses is taken back', async () => {
  const { store } = listed([]);
  store.put(at('a', 1));
  const changing = store.change('a', { assignee_id: 'ada' });
  expect(store.find('a')?.assignee_id).toBe('ada');
  await expect(changing).rejects.toThrow();
  expect(store.find('a')?.assignee_id).toBe(null);
});
