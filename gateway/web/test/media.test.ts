// Goal: an attachment is shown as what it is. Method: types as the server tells them.
import { expect, test } from 'vitest';
import { bytes, family } from '../src/core/media';

test('each type has its family', () => {
  expect(['image/jpeg', 'audio/amr', 'video/3gpp', 'text/vcard', 'application/pdf'].map(family)).toEqual([
    'image',
    'audio',
    'video',
    'card',
    'file',
  ]);
});

test('sizes are few signs', () => {
  expect([0, 812, 12_345, 3_400_000].map(bytes)).toEqual(['0 B', '812 B', '12 kB', '3.4 MB']);
});
