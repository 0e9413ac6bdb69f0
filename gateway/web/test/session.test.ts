// Goal: a link, a password and a cookie each lead to where they should, and a first link asks for name and password.
import { expect, test } from 'vitest';
import { Problem } from '../src/core/problem';
import type { Me } from '../src/core/types';
import { Session } from '../src/stores/session';

const me = { member: { id: 'a', email: 'a@x', name: 'Ana', role: 'member' } } as Me;

function session(signIn: (body: object) => Promise<unknown>, cookie = true) {
  let signedIn = cookie;
  return new Session({
    me: async () => {
      if (!signedIn) throw new Problem('unauthenticated', 'Sign in.', 401);
      return me;
    },
    signIn: async (body) => {
      await signIn(body);
      signedIn = true;
      return me;
    },
    signOut: async () => undefined,
    rename: async () => undefined,
  });
}

test('a cookie is enough; without one the door is shown', async () => {
  const known = session(async () => me);
  await known.begin(undefined);
  expect(known.value.is).toBe('signed_in');
  const stranger = session(async () => me, false);
  await stranger.begin(undefined);
  expect(stranger.value).toEqual({ is: 'signed_out', notice: undefined });
});

test('a first link asks for name and password, then opens', async () => {
  const store = session(async (body) => {
    if (!('password' in body)) {
      throw new Problem('invalid_fields', 'Choose a password.', 422, new Map([['password', 'Choose a password.']]));
    }
  }, false);
  await store.begin('link');
  expect(store.value).toMatchObject({ is: 'first_use', link: 'link', asks: ['password'], problem: undefined });
  await store.useLink('link', { password: 'a few good words' });
  expect(store.value.is).toBe('signed_in');
});

test('a spent link leads to the password, and says why', async () => {
  const store = session(() => Promise.reject(new Problem('link_spent', 'This link was used.', 401)), false);
  await store.begin('link');
  expect(store.value).toEqual({ is: 'signed_out', notice: 'This link was used.' });
});
