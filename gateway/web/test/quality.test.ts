// Goal: bars that a person would agree with, and credentials that are there before they are needed.
import { expect, test } from 'vitest';
import { barsOf, QualityMeter } from '../src/call/quality';
import { RelayAccess } from '../src/call/relay-access';
import type { RelayCredentials } from '../src/core/types';

test('bars fall with delay, loss and jitter', () => {
  expect(barsOf({ rtt: 0.04, loss: 0, jitter: 0.004 })).toBe(4);
  expect(barsOf({ rtt: 0.3, loss: 0.02, jitter: 0.01 })).toBe(3);
  expect(barsOf({ rtt: 0.5, loss: 0.03, jitter: 0.02 })).toBe(2);
  expect(barsOf({ rtt: 0.1, loss: 0.2, jitter: 0.01 })).toBe(1);
});

const report = (received: number, lost: number, type = 'host'): [string, Record<string, unknown>][] => [
  ['in', { type: 'inbound-rtp', kind: 'audio', packetsReceived: received, packetsLost: lost, jitter: 0.002 }],
  ['t', { type: 'transport', selectedCandidatePairId: 'p' }],
  ['p', { type: 'candidate-pair', localCandidateId: 'l', remoteCandidateId: 'r', currentRoundTripTime: 0.02 }],
  ['l', { type: 'local-candidate', candidateType: type }],
  ['r', { type: 'remote-candidate', candidateType: 'host' }],
];

test('this side says what went through its relay, over all its ways', () => {
  const meter = new QualityMeter();
  const way = (id: string, type: string, bytes: number): [string, Record<string, unknown>][] => [
    [id, { id, type: 'candidate-pair', nominated: true, state: 'succeeded', localCandidateId: 'l', remoteCandidateId: 'r', bytesSent: bytes, bytesReceived: bytes }],
    ['l', { type: 'local-candidate', candidateType: type }],
    ['r', { type: 'remote-candidate', candidateType: 'relay' }],
  ];
  expect(meter.read(way('a', 'host', 500)).own).toEqual({ relayed: false, bytes: 0 });
  expect(meter.read(way('b', 'relay', 100)).own).toEqual({ relayed: true, bytes: 200 });
  expect(meter.read(way('c', 'relay', 10)).own).toEqual({ relayed: true, bytes: 220 });
});

test('loss is of the last second, silence shows, and the path tells whether it is relayed', () => {
  const meter = new QualityMeter();
  expect(meter.read(report(50, 0))).toMatchObject({ loss: 0, bars: 4, relayed: false });
  expect(meter.read(report(90, 10, 'relay'))).toMatchObject({ loss: 0.2, bars: 1, relayed: true });
  expect([meter, meter, meter].map((one) => one.read(report(90, 10)).bars)).toEqual([4, 4, 0]);
});

test('relay credentials are read once, kept while fresh, and read again before they end', async () => {
  let now = 0;
  let reads = 0;
  const credentials = (): RelayCredentials => ({
    urls: ['turn:h:1'],
    username: `u${++reads}`,
    credential: 'c',
    expires_at: new Date(now + 3_600_000).toISOString(),
  });
  const access = new RelayAccess(async () => credentials(), () => now);
  await Promise.all([access.servers(), access.servers()]);
  expect(reads).toBe(1);
  now = 54 * 60_000;
  expect((await access.servers())[0]?.username).toBe('u1');
  now = 56 * 60_000;
  expect((await access.servers())[0]?.username).toBe('u2');
});
