// Goal: the page counts a text as the server will send it.
// Method: the same texts as the server's test.
import { expect, test } from 'vitest';
import { plainMarks, segmentsOf } from '../src/core/segments';

test('a curly quote in a long text is plain', () => {
  const text = `It\u2019s \u201Cten\u201D \u2013 or eleven\u2026 ${'a'.repeat(60)}`;
  expect(plainMarks(text)).toBe(`It's "ten" - or eleven... ${'a'.repeat(60)}`);
  expect(segmentsOf(plainMarks(text)).segments).toBe(1);
});

test('where it saves nothing a text stays as it is', () => {
  expect(plainMarks('It\u2019s ten')).toBe('It\u2019s ten');
  expect(plainMarks('\u2019'.repeat(70))).toBe('\u2019'.repeat(70));
  expect(plainMarks('\u2019'.repeat(71))).toBe("'".repeat(71));
  const smile = `It\u2019s \u{1F600} ${'a'.repeat(80)}`;
  expect(plainMarks(smile)).toBe(smile);
});
