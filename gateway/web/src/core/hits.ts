import type { App } from './app';
import { href } from './router';
import { shown } from './phone-number';
import type { SearchHit } from './types';
import type { IconName } from '../ui/icon';

/** Whose a hit is. */
export function hitName(app: App, hit: SearchHit): string {
  return hit.name ?? (hit.numbers.length > 0 ? hit.numbers.map((number) => app.people.nameOf(number)).join(', ') : shown(''));
}

export function hitIcon(hit: SearchHit): IconName {
  return ({ message: 'inbox', contact: 'user', voicemail: 'voicemail', note: 'note', post: 'hash' } as const)[hit.kind];
}

/** Where a hit is opened: a text in its thread, a voicemail in the list, a contact's card. */
export function hitHref(hit: SearchHit): string {
  switch (hit.kind) {
    case 'message':
      return href('inbox', hit.conversation_id, { seq: String(hit.seq) });
    case 'voicemail':
      return href('voicemail', hit.id);
    case 'note':
      return hit.conversation_id
        ? href('inbox', hit.conversation_id, { seq: String(hit.seq) })
        : href('people', hit.contact_id ?? hit.id);
    case 'post':
      return href('team', hit.room_id);
    case 'contact':
      return href('people', hit.contact_id ?? hit.id);
  }
}
