// Goal: a call keeps its promises: one offer, candidates neither lost nor early, the microphone let go, one clear end.
// Method: the phone with a path, a line and a clock held by the test.
import { beforeEach, expect, test } from 'vitest';
import type { MediaPath, PathEvents } from '../src/call/media-path';
import { Phone, type PhoneWorld } from '../src/call/phone';
import { Problem } from '../src/core/problem';
import type { Prefs } from '../src/core/prefs';
import { Realtime } from '../src/core/realtime';
import { Store } from '../src/core/store';
import { FakeWorld, settle } from './fakes';

class FakePath {
  readonly log: string[] = [];
  closed = false;
  track: FakeTrack | undefined;
  constructor(
    readonly relayOnly: boolean,
    readonly events: PathEvents,
  ) {}
  offer = async () => 'offer';
  prepare = async (sdp: string) => void this.log.push(`prepare ${sdp}`);
  answer = async () => 'answer';
  accept = async (sdp: string) => void this.log.push(`accept ${sdp}`);
  restart = async () => 'restarted';
  reanswer = async () => 'reanswered';
  candidate = async (candidate: { candidate: string } | null) => void this.log.push(`candidate ${candidate?.candidate}`);
  speak = async (track: FakeTrack) => void (this.track = track);
  mute = () => undefined;
  key = (digit: string) => void this.log.push(`key ${digit}`);
  relayed = async () => false;
  close = () => {
    this.closed = true;
    this.track?.stop();
  };
}

class FakeTrack {
  stopped = false;
  stop = () => void (this.stopped = true);
}

const ben = { memberId: 'ben', name: 'Ben' };
const candidate = (text: string) => ({ candidate: text, sdp_mid: '0', sdp_m_line_index: 0 });

let world: FakeWorld;
let phone: Phone;
let paths: FakePath[];
let tracks: FakeTrack[];
let microphone: () => Promise<FakeTrack>;
let relayOnly: boolean;
let seq: number;

beforeEach(() => {
  world = new FakeWorld();
  paths = [];
  tracks = [];
  relayOnly = false;
  seq = 0;
  microphone = async () => {
    const track = new FakeTrack();
    tracks.push(track);
    return track;
  };
  const line = new Realtime(world);
  line.start();
  world.socket.welcomes();
  const prefs = new Store({ relayOnly: false, ring: true, ringVolume: 1, microphone: '' } as Prefs);
  Object.defineProperty(prefs.value, 'relayOnly', { get: () => relayOnly });
  const silent = { ring() {}, ringBack() {}, stop() {}, connected() {}, over() {}, key() {} };
  const phoneWorld: PhoneWorld = {
    path: (_servers, relay, events) => {
      const path = new FakePath(relay, events);
      paths.push(path);
      return path as unknown as MediaPath;
    },
    microphone: () => microphone() as unknown as Promise<MediaStreamTrack>,
    microphoneAllowed: async () => true,
    play: async () => true,
    mark: () => undefined,
    now: () => world.now,
    after: world.after,
  };
  phone = new Phone(line, { servers: async () => [] }, prefs, silent, phoneWorld);
});

const commands = () => world.socket.sent.filter((frame) => frame['type'] === 'command');
const named = (name: string) => commands().filter((frame) => frame['command'] === name);
const event = (name: string, data: object) => world.socket.says({ type: 'event', seq: ++seq, event: name, data });

function reply(name: string, data: object = {}): void {
  const command = named(name).at(-1);
  world.socket.says({ type: 'reply', id: command?.['id'], ok: true, data });
}

async function placed(): Promise<FakePath> {
  void phone.call(ben);
  await settle();
  return paths[0] as FakePath;
}

async function answered(): Promise<FakePath> {
  const path = await placed();
  reply('call.start', { call_id: 'k' });
  await settle();
  event('call.answered', { call_id: 'k', sdp: 'theirs', by: 'member' });
  await settle();
  return path;
}

test('candidates wait for the name of the call, then go out in order', async () => {
  const path = await placed();
  path.events.candidate(candidate('one'));
  path.events.candidate(candidate('two'));
  expect(named('call.candidate')).toEqual([]);
  reply('call.start', { call_id: 'k' });
  await settle();
  path.events.candidate(null);
  expect(named('call.candidate').map((frame) => frame['data'])).toEqual([
    { call_id: 'k', candidate: candidate('one') },
    { call_id: 'k', candidate: candidate('two') },
    { call_id: 'k', candidate: null },
  ]);
});

test('events that overtake the reply are not lost', async () => {
  await placed();
  event('call.ringing', { call_id: 'k', devices: 2 });
  expect(phone.value.active?.phase).toBe('starting');
  reply('call.start', { call_id: 'k' });
  await settle();
  expect(phone.value.active).toMatchObject({ phase: 'ringing', ringingDevices: 2 });
});

test('answered, connected, hung up: the microphone is let go', async () => {
  const path = await placed();
  reply('call.start', { call_id: 'k' });
  await settle();
  event('call.answered', { call_id: 'k', sdp: 'theirs', by: 'member' });
  event('call.candidate', { call_id: 'k', candidate: candidate('far') });
  await settle();
  expect(path.log).toEqual(['accept theirs', 'candidate far']);
  path.events.state('connected');
  expect(phone.value.active?.phase).toBe('talking');
  await settle();
  expect(named('call.connected')[0]?.['data']).toEqual({ call_id: 'k', relayed: false });
  phone.hangUp();
  expect(named('call.hangup')).toHaveLength(1);
  expect(path.closed).toBe(true);
  expect(tracks.every((track) => track.stopped)).toBe(true);
  expect(phone.value).toMatchObject({ active: undefined, after: undefined });
});

test('voicemail that answers is shown as what it is', async () => {
  const path = await placed();
  reply('call.start', { call_id: 'k' });
  await settle();
  event('call.answered', { call_id: 'k', sdp: 'theirs', by: 'voicemail' });
  await settle();
  path.events.state('connected');
  event('call.voicemail', { call_id: 'k', phase: 'recording' });
  expect(phone.value.active).toMatchObject({ phase: 'voicemail', by: 'voicemail', voicemailPhase: 'recording' });
});

test('declined: says so, and offers voicemail where there is one', async () => {
  await placed();
  reply('call.start', { call_id: 'k' });
  await settle();
  event('call.ended', { call_id: 'k', reason: 'declined', outcome: 'declined', voicemail: 'available' });
  expect(phone.value.after).toMatchObject({ reason: 'declined', voicemail: true, peer: ben });
  expect(tracks[0]?.stopped).toBe(true);
});

test('without a microphone nobody is rung', async () => {
  microphone = () => Promise.reject(new Problem('no_microphone', 'No microphone.'));
  await placed();
  expect(named('call.start')).toEqual([]);
  expect(phone.value.after?.problem?.message).toBe('No microphone.');
});

test('hung up before the server answered: the call is taken back', async () => {
  await placed();
  phone.hangUp();
  expect(phone.value.active).toBeUndefined();
  reply('call.start', { call_id: 'k' });
  await settle();
  expect(named('call.hangup')[0]?.['data']).toEqual({ call_id: 'k' });
  expect(tracks[0]?.stopped).toBe(true);
});

test('an incoming call is prepared while it rings, and opens nothing before it is answered', async () => {
  event('call.incoming', { call_id: 'k', from: { member_id: 'ben', name: 'Ben' }, sdp: 'theirs', ring_seconds: 25 });
  event('call.candidate', { call_id: 'k', candidate: candidate('far') });
  await settle();
  expect(paths[0]?.log).toEqual(['prepare theirs', 'candidate far']);
  expect(tracks).toEqual([]);
  void phone.answer();
  await settle();
  expect(named('call.answer')[0]?.['data']).toEqual({ call_id: 'k', sdp: 'answer' });
  paths[0]?.events.candidate(candidate('near'));
  expect(named('call.candidate')).toEqual([]);
  reply('call.answer');
  await settle();
  expect(named('call.candidate')).toHaveLength(1);
  expect(phone.value.active).toMatchObject({ id: 'k', direction: 'in', peer: ben });
});

test('answered on another device: it stops ringing here and is not called missed', async () => {
  const missed: boolean[] = [];
  phone.onMissed = (_peer, elsewhere) => missed.push(elsewhere);
  event('call.incoming', { call_id: 'k', from: { member_id: 'ben', name: 'Ben' }, sdp: 'theirs', ring_seconds: 25 });
  event('call.ended', { call_id: 'k', reason: 'answered_elsewhere', outcome: 'answered' });
  await settle();
  expect(phone.value.incoming).toBeUndefined();
  expect(missed).toEqual([true]);
  expect(paths[0]?.closed).toBe(true);
});

test('a path that fails first and is found then is a call', async () => {
  const path = await answered();
  path.events.state('failed');
  world.pass(1_000);
  path.events.state('connected');
  expect(phone.value.active?.phase).toBe('talking');
  world.pass(6_000);
  expect(phone.value.active?.phase).toBe('talking');
});

test('no path at all: the call is given up after five seconds', async () => {
  const path = await answered();
  path.events.state('failed');
  expect(phone.value.active).toBeDefined();
  world.pass(5_000);
  expect(phone.value.active).toBeUndefined();
  expect(phone.value.after?.reason).toBe('failed');
});

test('a broken path is looked for again by the caller, and given up after thirty seconds', async () => {
  const path = await answered();
  path.events.state('connected');
  path.events.state('disconnected');
  expect(phone.value.active?.phase).toBe('reconnecting');
  world.pass(2_000);
  await settle();
  expect(named('call.offer')[0]?.['data']).toEqual({ call_id: 'k', sdp: 'restarted' });
  world.socket.says({ type: 'beat' });
  world.pass(14_000);
  world.socket.says({ type: 'beat' });
  world.pass(14_000);
  expect(phone.value.active).toBeUndefined();
  expect(phone.value.after?.reason).toBe('failed');
});

test('a server that started anew and knows the call goes on with it; one that does not ends it here', async () => {
  const path = await answered();
  path.events.state('connected');
  await settle();
  phone.lostTrack();
  expect(named('call.connected')).toHaveLength(2);
  reply('call.connected');
  await settle();
  expect(phone.value.active?.phase).toBe('talking');
  phone.lostTrack();
  const last = named('call.connected').at(-1);
  world.socket.says({ type: 'reply', id: last?.['id'], ok: false, problem: { code: 'not_found', title: '', detail: '', status: 404 } });
  await settle();
  expect(phone.value.active).toBeUndefined();
  expect(phone.value.after?.reason).toBe('failed');
});

test('how much went through the relay is said when that begins, now and then, and at the end', async () => {
  const path = await answered();
  path.events.state('connected');
  await settle();
  const reading = (bytes: number) =>
    path.events.reading({ bars: 4, rtt: 0, loss: 0, jitter: 0, relayed: true, own: { relayed: true, bytes } });
  reading(100);
  expect(named('call.connected').at(-1)?.['data']).toEqual({ call_id: 'k', relayed: true, own: { relayed: true, bytes: 100 } });
  reading(200);
  expect(named('call.connected')).toHaveLength(2);
  phone.hangUp();
  expect(named('call.connected').at(-1)?.['data']).toMatchObject({ own: { bytes: 200 } });
});

test('the relay-only switch reaches the path', async () => {
  relayOnly = true;
  expect((await placed()).relayOnly).toBe(true);
});
