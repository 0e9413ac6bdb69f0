// Goal: what a number does not take is told before it is sent, and a picture that is too large is made smaller.
// Method: the pure rules at their bounds; the tray with uploads that the test ends.
import { expect, test, vi } from 'vitest';
import { accepted, fitOf, togetherTrouble } from '../src/core/enclosed';
import { Problem } from '../src/core/problem';
import type { Attachment, MediaRules } from '../src/core/types';
import { UploadTray } from '../src/stores/upload-tray';

const rules: MediaRules = { max_files: 2, max_bytes: 1000, max_file_bytes: 700, types: ['image/jpeg', 'image/gif', 'text/vcard'] };

URL.createObjectURL = () => 'blob:1';
URL.revokeObjectURL = () => undefined;

function attachment(id: string, size = 1): Attachment {
  return { id, state: 'draft', type: 'image/jpeg', size, reason: null };
}

function file(size: number, type = 'image/jpeg', name = 'a.jpg'): File {
  return new File([new Uint8Array(size)], name, { type });
}

test('a file fits, is made smaller, or says why not', () => {
  expect(fitOf({ type: 'image/jpeg', size: 700 }, rules)).toBe('fits');
  expect(fitOf({ type: 'image/jpeg', size: 701 }, rules)).toBe('shrink');
  expect(fitOf({ type: 'image/webp', size: 1 }, rules)).toBe('shrink');
  expect(fitOf({ type: 'image/gif', size: 701 }, rules)).toBe('size');
  expect(fitOf({ type: 'application/zip', size: 1 }, rules)).toBe('kind');
});

test('files that fit alone may not fit together', () => {
  const half = { type: 'image/jpeg', size: 600 };
  expect(togetherTrouble([], null)).toBeUndefined();
  expect(togetherTrouble([half], null)).toBe('number');
  expect(togetherTrouble([half], rules)).toBeUndefined();
  expect(togetherTrouble([half, half], rules)).toBe('size');
  expect(togetherTrouble([half, half, half], rules)).toBe('count');
  expect(togetherTrouble([{ type: 'image/png', size: 1 }], rules)).toBe('kind');
});

test('the picker offers what can be sent, and pictures that can be made so', () => {
  expect(accepted(rules)).toContain('image/webp');
  expect(accepted(rules)).toContain('.vcf');
  expect(accepted(null)).toBe('');
});

test('an upload tells how far it is, and is an attachment then', async () => {
  let progress: (part: number) => void = () => undefined;
  let done: (one: Attachment) => void = () => undefined;
  const tray = new UploadTray((_, tell) => ((progress = tell), new Promise((end) => (done = end))), async () => undefined);
  const all = tray.add([file(10)], rules);
  expect(tray.busy).toBe(true);
  progress(0.5);
  expect(tray.value[0]?.progress).toBe(0.5);
  done(attachment('a1', 9));
  await all;
  expect(tray.busy).toBe(false);
  expect(tray.media.map((one) => one.id)).toEqual(['a1']);
  expect(tray.value[0]?.size).toBe(9);
});

test('a picture that is too large is made smaller, one that cannot be says so', async () => {
  const sent: File[] = [];
  const tray = new UploadTray(
    async (one) => (sent.push(one), attachment('a1')),
    async () => undefined,
    async (one, most) => (one.name === 'a.jpg' && most === 700 ? file(500) : undefined),
  );
  await tray.add([file(5000), file(5000, 'image/jpeg', 'b.jpg'), file(900, 'text/vcard')], rules);
  expect(sent.map((one) => one.size)).toEqual([500]);
  expect(tray.value.map((one) => one.problem !== '')).toEqual([false, true, true]);
});

test('what is taken out is stopped, or removed where it is', async () => {
  const dropped = vi.fn(async () => undefined);
  let stop: AbortSignal | undefined;
  const tray = new UploadTray((_, __, signal) => ((stop = signal), new Promise(() => undefined)), dropped);
  void tray.add([file(1)], rules);
  await Promise.resolve();
  tray.remove(tray.value[0]!.key);
  expect(stop?.aborted).toBe(true);
  expect(tray.value).toEqual([]);
  const kept = new UploadTray(async () => attachment('a7'), dropped);
  await kept.add([file(1)], rules);
  kept.remove(kept.value[0]!.key);
  expect(dropped).toHaveBeenCalledWith('a7');
});

test('what the server refuses is said beside the file', async () => {
  const tray = new UploadTray(
    async () => {
      throw new Problem('unreadable_file', 'The file is damaged.');
    },
    async () => undefined,
  );
  await tray.add([file(1)], rules);
  expect(tray.value[0]?.problem).toBe('The file is damaged.');
  expect(tray.media).toEqual([]);
});
