// One text for many people.

import type { E164, Id, Time } from './base';

export type BroadcastProgress =
  | 'waiting'
  | 'night'
  | 'queued'
  | 'unconfirmed'
  | 'sent'
  | 'delivered'
  | 'failed'
  | 'refused'
  | 'canceled';

/** One text for many people. */
export interface Broadcast {
  id: Id;
  number_id: Id;
  author_member_id: Id;
  name: string;
  text: string;
  per_minute: number;
  receivers: number;
  state: 'scheduled' | 'running' | 'paused' | 'canceled' | 'done';
  /** Why it paused by itself. */
  stopped: 'sender' | 'late' | null;
  /** While it is scheduled. */
  begins_at: Time | null;
  /** How many have come how far. */
  progress: Record<BroadcastProgress, number>;
  created_at: Time;
}

export interface BroadcastReceiver {
  place: number;
  to: E164;
  progress: BroadcastProgress;
  refusal: 'opted_out' | 'doubtful' | 'not_sendable' | null;
  night_until: Time | null;
  message_id: Id | null;
  conversation_id: Id | null;
  error_code: string | null;
}

export interface BroadcastDraft {
  name: string;
  from: E164;
  to: readonly E164[];
  text: string;
  per_minute: number;
  /** Left out: at once. */
  begins_at?: Time;
}

/** People whom a team sends broadcasts to. */
export interface ReceiverList {
  id: Id;
  name: string;
  receivers: number;
  changed_by: Id;
  changed_at: Time;
}

/** What a file of numbers has. */
export interface ReceiverFile {
  /** What the first row says. */
  columns: string[];
  column: number;
  numbers: E164[];
  named_twice: number;
  wrong_lines: number;
  /** The first of them. */
  wrong: { line: number; reason: 'empty' | 'no_number' }[];
}

/** What a broadcast would be. */
export interface BroadcastOutlook {
  receivers: number;
  segments: number;
  named_twice: number;
  /** Those who want no texts, or may want none. */
  unwelcome: number;
  /** About how long it takes, nights not counted. */
  seconds: number;
}
