// Goal: a revoked credential leaves the list at once and comes back in its place when that is undone or refused.
import { expect, test } from 'vitest';
import { Problem } from '../src/core/problem';
import type { ApiKey } from '../src/core/types';
import { Credentials } from '../src/stores/credentials';

const key = (id: string): ApiKey => ({ id, name: id, created_at: '2026-01-05T10:00:00Z' });

function keys(revoke: (id: string) => Promise<void>) {
  const data = [key('a'), key('b'), key('c')];
  return new Credentials(async () => ({ data, next_cursor: null }), revoke);
}

const ids = (store: Credentials<ApiKey>) => store.listed?.map(({ id }) => id);

test('one on its way out stays hidden while the list is read again, and can be taken back', async () => {
  const store = keys(async () => undefined);
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
  const revoked: string[] = [];
  const store = keys(async (id) => {
    if (id === 'c') throw Problem.unreachable();
    revoked.push(id);
  });
  await store.refresh();
  await store.revoke('a');
  await expect(store.revoke('c')).rejects.toThrow();
  expect(revoked).toEqual(['a']);
  expect(ids(store)).toEqual(['b', 'c']);
});

test('what one member had is forgotten with the session', async () => {
  const store = keys(async () => undefined);
  await store.refresh();
  store.hide('a');
  store.clear();
  expect(store.listed).toBeUndefined();
  await store.refresh();
  expect(ids(store)).toEqual(['a', 'b', 'c']);
});
