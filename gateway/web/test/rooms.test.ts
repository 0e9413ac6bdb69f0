// Goal: what is said in a room is there once, in order, and unread until it was seen. Method: the store with an API that
// the test answers.
import { expect, test } from 'vitest';
import type { Post, Room } from '../src/core/types';
import { Rooms, roomName } from '../src/stores/rooms';
import { settle } from './fakes';

function room(change: Partial<Room> = {}): Room {
  return {
    id: 'r1',
    kind: 'channel',
    name: 'general',
    open: true,
    joined: true,
    member_ids: ['me', 'a'],
    last_seq: 2,
    read_seq: 0,
    unread: 2,
    updated_at: '2026-01-05T10:00:00Z',
    created_at: '2026-01-05T09:00:00Z',
    ...change,
  };
}

function post(seq: number, change: Partial<Post> = {}): Post {
  return {
    id: `p${seq}`,
    room_id: 'r1',
    seq,
    author_member_id: 'a',
    text: `words ${seq}`,
    created_at: '2026-01-05T10:00:00Z',
    edited_at: null,
    deleted: false,
    ...change,
  };
}

function opened(told: number[] = []) {
  return new Rooms(
    {
      rooms: async () => ({ data: [room()], next_cursor: null }),
      room: async () => room(),
      makeRoom: async (wanted) => room({ id: 'r2', kind: wanted.kind, name: wanted.name ?? null }),
      renameRoom: async (_id, name) => room({ name }),
      joinRoom: async () => room({ joined: true }),
      leaveRoom: async () => room({ joined: false }),
      letIn: async () => room(),
      readRoom: async (_id, through) => (told.push(through), room({ unread: 0, read_seq: through })),
      posts: async (_room, cursor) =>
        cursor ? { data: [post(1)], next_cursor: null } : { data: [post(3), post(2)], next_cursor: '2' },
      say: async (_room, text) => post(4, { text, author_member_id: 'me' }),
      changePost: async () => post(3, { text: 'other words', edited_at: '2026-01-05T10:05:00Z' }),
      deletePost: async () => post(3, { text: null, deleted: true }),
    },
    () => 'key',
  );
}

test('posts stand in their order, each once, whichever way they come', async () => {
  const rooms = opened();
  await rooms.refresh();
  await rooms.open('r1');
  await rooms.older('r1');
  rooms.putPost(post(4, { text: 'hello', author_member_id: 'me' }));
  await rooms.say('r1', 'hello');
  expect(rooms.of('r1').posts.map((one) => one.seq)).toEqual([1, 2, 3, 4]);
  await rooms.changePost('p3', 'other words');
  rooms.putPost(post(3));
  expect(rooms.of('r1').posts[2]?.text).toBe('other words');
  await rooms.deletePost('p3');
  rooms.putPost(post(3));
  expect(rooms.of('r1').posts[2]?.text).toBeNull();
});

test('what was seen is told once for each step', async () => {
  const told: number[] = [];
  const rooms = opened(told);
  await rooms.refresh();
  expect(rooms.unread).toBe(1);
  void rooms.read('r1');
  void rooms.read('r1');
  await settle();
  expect(rooms.unread).toBe(0);
  expect(told).toEqual([2]);
  rooms.put(room({ last_seq: 3, unread: 1 }));
  await rooms.read('r1');
  expect(told).toEqual([2, 3]);
});

test('a closed room that was left is gone, an open one stays', async () => {
  const rooms = opened();
  rooms.put(room(), room({ id: 'r3', open: false }));
  await rooms.leave('r3');
  await rooms.leave('r1');
  expect(rooms.value.items.map((one) => one.id)).toEqual(['r1']);
});

test('a direct room is called by its people but oneself', () => {
  const members = [
    { id: 'a', name: 'Ada', email: 'a@x', role: 'member' as const },
    { id: 'me', name: 'Me', email: 'm@x', role: 'member' as const },
  ];
  expect(roomName(room({ name: null, kind: 'direct' }), members, 'me', '?')).toBe('Ada');
  expect(roomName(room(), members, 'me', '?')).toBe('general');
});
