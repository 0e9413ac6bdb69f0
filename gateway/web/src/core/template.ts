import type { Contact, Member } from './types';

/** What a template can say: a closed list, the server's. */
export const VARIABLES = [
  'contact.name',
  'contact.first_name',
  'contact.last_name',
  'contact.organisation',
  'me.name',
  'me.first_name',
  'workspace.name',
] as const;

export type Variable = (typeof VARIABLES)[number];
export type Values = Partial<Record<Variable, string>>;

const SLOT = /\{\{([^{}]*)\}\}/g;

export interface Filled {
  text: string;
  /** Variables without value and fallback; they stand in the text as they were written. */
  missing: string[];
}

/** Says a template with these values. */
export function fill(template: string, values: Values): Filled {
  const missing: string[] = [];
  const text = template.replace(SLOT, (written: string, inside: string) => {
    const [word = '', ...rest] = inside.split('|');
    const value = (values[word.trim() as Variable] ?? '').trim() || rest.join('|').trim();
    if (value !== '') return value;
    missing.push(word.trim());
    return `{{${word.trim() || written}}}`;
  });
  return { text, missing };
}

/** The first variable that still stands in a text, with its place: nobody should be sent that. */
export function unfilled(text: string): { word: string; from: number; to: number } | undefined {
  for (const found of text.matchAll(SLOT)) {
    const word = (found[1] ?? '').trim();
    if ((VARIABLES as readonly string[]).includes(word)) return { word, from: found.index, to: found.index + found[0].length };
  }
  return undefined;
}

/** What is known of the person, of oneself and of the workspace. */
export function valuesOf(contact: Contact | undefined, me: Member | undefined, workspace: string | undefined): Values {
  return {
    'contact.name': contact?.name ?? '',
    'contact.first_name': contact?.given || firstOf(contact?.name),
    'contact.last_name': contact?.family ?? '',
    'contact.organisation': contact?.organisation ?? '',
    'me.name': me?.name ?? '',
    'me.first_name': firstOf(me?.name),
    'workspace.name': workspace ?? '',
  };
}

function firstOf(name: string | undefined): string {
  return (name ?? '').trim().split(/\s+/)[0] ?? '';
}
