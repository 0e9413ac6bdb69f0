import { toE164 } from './phone-number';
import type { Contact, Conversation, Member } from './types';

/** Whether every word that was typed begins a word of the text, or its digits are in the number. */
export function matches(query: string, ...texts: (string | null | undefined)[]): boolean {
  const words = fold(query).split(/\s+/).filter(Boolean);
  const digits = query.replace(/\D/g, '');
  const text = fold(texts.filter(Boolean).join(' '));
  if (digits.length >= 3 && text.replace(/[^\d]/g, '').includes(digits)) return true;
  return words.every((word) => text.startsWith(word) || new RegExp(`[\\s.@_+-]${escaped(word)}`).test(text));
}

export interface Found {
  members: Member[];
  contacts: Contact[];
  conversations: Conversation[];
  number: string | undefined;
}

function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase();
}

function escaped(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** A number that was typed out, to be used as it is. */
export function typedNumber(query: string, near?: string): string | undefined {
  return /\d{4}/.test(query.replace(/\D/g, '')) ? toE164(query, near) : undefined;
}
