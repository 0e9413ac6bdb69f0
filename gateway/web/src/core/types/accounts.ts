// Members, their devices and keys; search; the audit log.

import type { E164, Id, Time } from './base';

export type Role = 'owner' | 'admin' | 'member';
export type Presence = 'online' | 'offline' | 'in_call';

export interface Member {
  id: Id;
  email: string;
  name: string;
  role: Role;
  presence?: Presence;
}

export interface Me {
  member: Member;
  workspace: { id: Id; name: string; ring_seconds: number };
  device: { id: Id; name: string };
  voicemail: { available: boolean; detail?: string | null };
}

export interface Device {
  id: Id;
  name: string;
  current: boolean;
  created_at: Time;
  last_seen_at: Time | null;
}

export interface ApiKey {
  id: Id;
  name: string;
  created_at: Time;
}

/** A key just made: the only answer that holds the key itself. */
export interface NewApiKey extends ApiKey {
  key: string;
}

/** Something found. Highlights count UTF-16 units of the snippet. */
export interface SearchHit {
  kind: 'message' | 'contact' | 'voicemail' | 'note' | 'post';
  id: Id;
  at: Time;
  snippet: string;
  highlights: readonly { from: number; to: number }[];
  name: string | null;
  numbers: E164[];
  conversation_id?: Id;
  seq?: number;
  contact_id?: Id;
  room_id?: Id;
}

/** Whether search is on, and how far the work behind it is. */
export interface SearchSettings {
  enabled: boolean;
  state: 'ready' | 'indexing' | 'clearing' | 'off';
  done: number;
  total: number | null;
}

/** One thing that was done. */
export interface AuditEntry {
  number: number;
  at: Time;
  actor: { member_id: Id; name: string | null } | null;
  action: string;
  subject_id: Id | null;
  detail: Readonly<Record<string, string>>;
}

/** The state of an audit log at a moment, signed; the checkpoint is what one keeps. */
export interface TreeHead {
  size: number;
  root: string;
  at: Time;
  checkpoint: string;
}

/** What one phone signs in with to sync the address book. */
export interface AppPassword {
  id: Id;
  name: string;
  created_at: Time;
  last_used_at: Time | null;
}

/** An app password just made: the only answer that holds the password itself. */
export interface NewAppPassword extends AppPassword {
  password: string;
}
