// Where the team talks among itself.

import type { Id, Time } from './base';

/** A channel, or a direct room of few members, as the member sees it. */
export interface Room {
  id: Id;
  kind: 'channel' | 'direct';
  name: string | null;
  open: boolean;
  joined: boolean;
  member_ids: Id[];
  last_seq: number;
  read_seq: number;
  unread: number;
  updated_at: Time;
  created_at: Time;
}

/** What a member said in a room; its text is null once it was deleted. */
export interface Post {
  id: Id;
  room_id: Id;
  seq: number;
  author_member_id: Id;
  text: string | null;
  created_at: Time;
  edited_at: Time | null;
  deleted: boolean;
}
