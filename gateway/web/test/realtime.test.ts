// Goal: the line to the gateway loses no event, never lies about whether the device rings, and gives up for no reason.
// Method: a socket and a clock held by the test.
import { beforeEach, expect, test } from 'vitest';
import { Realtime } from '../src/core/realtime';
import { FakeWorld } from './fakes';

let world: FakeWorld;
let realtime: Realtime;

beforeEach(() => {
  world = new FakeWorld();
  realtime = new Realtime(world);
  realtime.start();
});

const event = (seq: number, name = 'members.changed', data: object = {}) => ({ type: 'event', seq, event: name, data });
const frames = (type: string) => world.socket.sent.filter((frame) => frame['type'] === type);

test('says hello first, and is online only when welcomed', () => {
  expect(realtime.line.value).toBe('connecting');
  world.socket.onopen?.();
  expect(world.socket.sent).toEqual([{ type: 'hello', resume: null }]);
  expect(realtime.line.value).toBe('connecting');
  world.socket.welcomes();
  expect(realtime.line.value).toBe('online');
});

test('delivers each event once, in order, and acknowledges the last', () => {
  const seen: string[] = [];
  realtime.on('voicemail.deleted', ({ id }) => seen.push(id));
  world.socket.welcomes();
  world.socket.says(event(1, 'voicemail.deleted', { id: 'a' }));
  world.socket.says(event(2, 'voicemail.deleted', { id: 'b' }));
  world.socket.says(event(2, 'voicemail.deleted', { id: 'b' }));
  expect(seen).toEqual(['a', 'b']);
  world.pass(200);
  expect(frames('ack')).toEqual([{ type: 'ack', seq: 2 }]);
});

test('resumes after a cut where it was', () => {
  let resyncs = 0;
  realtime.onResync = () => resyncs++;
  world.socket.welcomes();
  world.socket.says(event(1));
  world.socket.cut(1006);
  expect(realtime.line.value).toBe('reconnecting');
  world.pass(400);
  world.socket.onopen?.();
  expect(world.socket.sent).toEqual([{ type: 'hello', resume: { session: 's1', seq: 1 } }]);
  world.socket.says({ type: 'welcome', session: 's1', seq: 1, resumed: true, device_id: 'd1', beat_seconds: 10 });
  expect(realtime.line.value).toBe('online');
  expect(resyncs).toBe(0);
});

test('asks for a full read when the server cannot replay, but not the first time', () => {
  let resyncs = 0;
  realtime.onResync = () => resyncs++;
  world.socket.welcomes();
  expect(resyncs).toBe(0);
  world.socket.cut(1006);
  world.pass(400);
  world.socket.welcomes({ session: 's2', seq: 70 });
  expect(resyncs).toBe(1);
  world.socket.says(event(71));
  expect(resyncs).toBe(1);
});

test('asks for a full read when events are missing', () => {
  let resyncs = 0;
  realtime.onResync = () => resyncs++;
  world.socket.welcomes();
  world.socket.says(event(3));
  expect(resyncs).toBe(1);
});

test('beats every ten seconds, and takes silence for a cut', () => {
  world.socket.welcomes();
  for (let beats = 0; beats < 4; beats++) {
    world.pass(10_000);
    world.socket.says({ type: 'beat' });
  }
  expect(frames('beat')).toHaveLength(4);
  expect(realtime.line.value).toBe('online');
  world.pass(25_000);
  expect(realtime.line.value).not.toBe('online');
});

test('waits longer after each failure, up to fifteen seconds', () => {
  const waits: number[] = [];
  for (let tries = 0; tries < 8; tries++) {
    const before = world.now;
    const sockets = world.sockets.length;
    world.socket.cut(1006);
    while (world.sockets.length === sockets) world.pass(100);
    waits.push(world.now - before);
  }
  expect(waits).toEqual([400, 800, 1600, 3200, 6400, 12_800, 15_000, 15_000]);
});

test('a revoked device stops, and so does one that another window replaced until someone asks', () => {
  world.socket.welcomes();
  world.socket.cut(4409);
  world.pass(60_000);
  expect(world.sockets).toHaveLength(1);
  expect(realtime.line.value).toBe('replaced');
  realtime.nudge();
  expect(world.sockets).toHaveLength(2);
  world.socket.cut(4401);
  realtime.nudge();
  world.pass(60_000);
  expect(realtime.line.value).toBe('signed_out');
  expect(world.sockets).toHaveLength(2);
});

test('without a network it says so', () => {
  world.socket.welcomes();
  world.network = false;
  world.socket.cut(1006);
  expect(realtime.line.value).toBe('offline');
});

test('a command gets its own reply', async () => {
  world.socket.welcomes();
  const started = realtime.command('call.start', { to_member_id: 'b', sdp: 'v=0' });
  const refused = realtime.command('call.hangup', { call_id: 'x' });
  world.socket.says({
    type: 'reply',
    id: 'c2',
    ok: false,
    problem: { code: 'not_found', detail: 'There is no such call.' },
  });
  world.socket.says({ type: 'reply', id: 'c1', ok: true, data: { call_id: 'k' } });
  await expect(started).resolves.toEqual({ call_id: 'k' });
  await expect(refused).rejects.toMatchObject({ code: 'not_found', message: 'There is no such call.' });
});

test('a command fails at once when there is no line, and when the line is cut before the reply', async () => {
  await expect(realtime.command('call.hangup', { call_id: 'x' })).rejects.toMatchObject({ code: 'offline' });
  world.socket.welcomes();
  const waiting = realtime.command('call.hangup', { call_id: 'x' });
  world.socket.cut(1006);
  await expect(waiting).rejects.toMatchObject({ code: 'cut' });
});

test('a command that is never answered fails after ten seconds', async () => {
  world.socket.welcomes();
  const waiting = realtime.command('call.hangup', { call_id: 'x' });
  world.pass(10_000);
  await expect(waiting).rejects.toMatchObject({ code: 'late' });
});
