// Goal: a phone's password leaves the list at once and comes back in its place when that is undone or refused.
import { expect, test } from 'vitest';
import { Problem } from '../src/core/problem';
import type { AppPassword } from '../src/core/types';
import { AppPasswords } from '../src/stores/app-passwords';

const phone = (id: string): AppPassword => ({ id, name: id, created_at: '2026-01-05T10:00:00Z', last_used_at: null });

function passwords(revoke: (id: string) => Promise<void>) {
  const data = [phone('a'), phone('b'), phone('c')];
  return new AppPasswords({ appPasswords: async () => ({ data, next_cursor: null }), revokeAppPassword: revoke });
}

const ids = (store: AppPasswords) => store.listed?.map(({ id }) => id);

test('one on its way out stays hidden while the list is read again, and can be taken back', async () => {
  const store = passwords(async () => undefined);
  expect(store.listed).toBeUndefined();
  await store.refresh();
  expect(store.hide('b')?.name).toBe('b');
  expect(store.hide('b')).toBeUndefined();
  await store.refresh();
  expect(ids(store)).toEqual(['a', 'c']);
  store.putBack('b');
  expect(ids(store)).toEqual(['a', 'b', 'c']);
});

test('a revoked one is gone; one that the server would not revoke is still there', async () => {
  const store = passwords(async (id) => {
    if (id === 'c') throw Problem.unreachable();
  });
  await store.refresh();
  await store.revoke('a');
  await expect(store.revoke('c')).rejects.toThrow();
  expect(ids(store)).toEqual(['b', 'c']);
});
