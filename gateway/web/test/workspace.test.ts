// Goal: a revoked API key leaves the list at once and comes back in its place when that is undone or refused.
import { expect, test } from 'vitest';
import { Problem } from '../src/core/problem';
import type { ApiKey } from '../src/core/types';
import { Workspace } from '../src/stores/workspace';

const key = (id: string): ApiKey => ({ id, name: id, created_at: '2026-01-05T10:00:00Z' });
const none = async () => ({ data: [], next_cursor: null });

function workspace(revoke: (id: string) => Promise<void>) {
  const data = [key('a'), key('b'), key('c')];
  return new Workspace({
    numbers: none,
    carrierAccounts: none,
    devices: none,
    removeDevice: async () => undefined,
    apiKeys: async () => ({ data, next_cursor: null }),
    revokeApiKey: revoke,
  });
}

const ids = (store: Workspace) => store.apiKeys?.map(({ id }) => id);

test('a key on its way out stays hidden while the list is read again, and can be taken back', async () => {
  const store = workspace(async () => undefined);
  expect(store.apiKeys).toBeUndefined();
  await store.refreshApiKeys();
  expect(store.hideApiKey('b')?.name).toBe('b');
  expect(store.hideApiKey('b')).toBeUndefined();
  await store.refreshApiKeys();
  expect(ids(store)).toEqual(['a', 'c']);
  store.putBackApiKey('b');
  expect(ids(store)).toEqual(['a', 'b', 'c']);
});

test('a revoked key is gone; one that the server would not revoke is still there', async () => {
  const revoked: string[] = [];
  const store = workspace(async (id) => {
    if (id === 'c') throw Problem.unreachable();
    revoked.push(id);
  });
  await store.refreshApiKeys();
  await store.revokeApiKey('a');
  await expect(store.revokeApiKey('c')).rejects.toThrow();
  expect(revoked).toEqual(['a']);
  expect(ids(store)).toEqual(['b', 'c']);
});
