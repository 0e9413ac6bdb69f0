import type { Id, Member } from './types';

type Person = Pick<Member, 'id' | 'name'>;

/** What is being written behind an @, and where it begins. */
export interface Calling {
  from: number;
  query: string;
}

/** The @ that the caret stands behind: at the beginning or after a space, and at most a name's length away. */
export function calling(text: string, caret: number): Calling | undefined {
  const before = text.slice(0, caret);
  const found = /(?:^|[\s([{"'])@([^@\n]{0,40})$/u.exec(before);
  const query = found?.[1];
  return query === undefined ? undefined : { from: caret - query.length - 1, query };
}

/** Who may be meant, those first whose name begins so; nobody once the words go on behind a name. */
export function candidates<P extends Person>(people: readonly P[], query: string): P[] {
  const wanted = folded(query);
  const rank = (person: P) => {
    const name = folded(person.name);
    if (name.startsWith(wanted)) return 0;
    return name.split(/\s+/).some((part) => part.startsWith(wanted)) ? 1 : 2;
  };
  return people
    .filter((person) => rank(person) < 2)
    .sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name))
    .slice(0, 6);
}

/** The text with the name in place of what was being written, and where the caret stands then. */
export function called(text: string, { from, query }: Calling, person: Person): { text: string; caret: number } {
  const written = `@${person.name} `;
  const rest = text.slice(from + 1 + query.length).replace(/^ /, '');
  return { text: text.slice(0, from) + written + rest, caret: from + written.length };
}

/** A piece of a text, and whether it calls somebody. */
export interface Piece {
  text: string;
  calls: boolean;
}

/** Cuts a text where it names these people behind an @; the longest name wins. */
export function pieces(text: string, people: readonly Person[]): Piece[] {
  const names = [...new Set(people.map((person) => person.name).filter(Boolean))].sort((a, b) => b.length - a.length);
  if (names.length === 0) return [{ text, calls: false }];
  const pattern = new RegExp(`(@(?:${names.map(escaped).join('|')}))(?![\\p{L}\\p{N}])`, 'u');
  return text
    .split(pattern)
    .map((piece, index) => ({ text: piece, calls: index % 2 === 1 }))
    .filter((piece) => piece.text !== '');
}

/** Whom a text calls. */
export function calledIn(text: string, people: readonly Person[]): Id[] {
  const names = new Set(pieces(text, people).flatMap((piece) => (piece.calls ? [piece.text.slice(1)] : [])));
  return people.filter((person) => names.has(person.name)).map((person) => person.id);
}

function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase();
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}
