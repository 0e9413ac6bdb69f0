// Texts and what stands beside them: conversations, notes, consent, drafts, what waits and what failed.

import type { E164, Id, Time } from './base';

export type MessageState =
  | 'queued'
  | 'sending'
  | 'unconfirmed'
  | 'sent'
  | 'delivered'
  | 'undelivered'
  | 'failed'
  | 'canceled'
  | 'received';

/** What came or goes with a text: with no text yet, at the carrier still, here, or not taken. */
export interface Attachment {
  id: Id;
  state: 'draft' | 'awaited' | 'kept' | 'refused';
  type: string;
  size: number;
  reason: string | null;
  /** Whether a smaller picture of it is to be had. */
  thumbnail?: boolean;
}

export interface Message {
  id: Id;
  conversation_id: Id;
  seq: number;
  direction: 'inbound' | 'outbound';
  from: E164;
  to: E164[];
  text: string;
  media: readonly Attachment[];
  state: MessageState;
  segments: number;
  encoding: 'gsm7' | 'ucs2';
  error: { code: string | number; detail: string | null } | null;
  /** Of a text of ours to several people each of them. */
  receivers?: readonly MessageReceiver[];
  author_member_id: Id | null;
  created_at: Time;
}

/** How far a text to several people has come with one of them. */
export interface MessageReceiver {
  number: E164;
  state: MessageState;
  error: { code: string | number; detail: string | null } | null;
}

/** What a member wrote beside the texts; only the team sees it. Its text is null once it was deleted. */
export interface Note {
  id: Id;
  conversation_id: Id;
  seq: number;
  author_member_id: Id;
  text: string | null;
  mentions: Id[];
  created_at: Time;
  edited_at: Time | null;
  deleted: boolean;
}

/** What a conversation is made of: texts and notes are numbered together, without gaps. */
export type TimelineEntry = { kind: 'message'; message: Message } | { kind: 'note'; note: Note };

/** What the member began to write; empty when there is none. */
export interface Draft {
  kind: 'text' | 'note' | 'post';
  place_id: Id;
  text: string;
  changed_at: Time | null;
}

/** Somebody who looks at a conversation. */
export interface Watcher {
  member_id: Id;
  typing: boolean;
}

/** A text that the team sends often, with variables in it. */
export interface Template {
  id: Id;
  name: string;
  text: string;
  changed_by: Id;
  changed_at: Time;
}

export type ConversationState = 'open' | 'snoozed' | 'done';

/** What can be changed about a conversation. A snooze names its end. */
export type ConversationChange =
  | { state: 'open' | 'done'; snoozed_until: null }
  | { state: 'snoozed'; snoozed_until: Time }
  | { assignee_id: Id | null };

/** Whether somebody may be texted. More states may come; what is not known here is shown as in doubt. */
export type ConsentState = 'open' | 'opted_in' | 'opted_out' | 'doubtful';

/** Where people outside stand about being texted, and the entry of the ledger that says so. */
export interface Consent {
  state: ConsentState;
  /** Whose entry it is. */
  participant?: E164 | null;
  id: Id | null;
  at: Time | null;
  channel: 'text' | 'carrier' | 'member' | null;
  scope: 'number' | 'workspace' | null;
  /** What was texted, the carrier's code, or a member's note. */
  words: string | null;
  message_id: Id | null;
  member_id: Id | null;
}

/** What a member decides; `consent_id` names what they had read. */
export interface ConsentDecision {
  decision: 'opted_out' | 'opted_in' | 'cleared';
  note?: string;
  consent_id?: Id;
  /** About whom, of a group. */
  participant?: E164;
}

export interface Conversation {
  id: Id;
  number_id: Id;
  from: E164;
  participants: E164[];
  /** The same with their names, and where each stands about being texted. */
  people?: readonly { number: E164; contact_name: string | null; consent: ConsentState }[];
  contact_name: string | null;
  last_seq: number;
  read_seq: number;
  unread: number;
  /** Notes that call the member and that they have not read. */
  unread_mentions: number;
  state: ConversationState;
  snoozed_until: Time | null;
  assignee_id: Id | null;
  consent: Consent;
  /** Where the other side may be, by where their numbers were given out. */
  time_zones: readonly string[];
  updated_at: Time;
  last_message: { id: Id; direction: 'inbound' | 'outbound'; text: string; state: MessageState; created_at: Time } | null;
}

/** A text that leaves at a time; one that stayed waits for somebody to decide. */
export interface ScheduledText {
  id: Id;
  conversation_id: Id;
  author_member_id: Id;
  text: string;
  /** As its author chose. */
  wanted_at: Time;
  /** When it leaves: later than that while the other side's night lasts. */
  send_at: Time;
  unless_reply: boolean;
  state: 'waiting' | 'replied' | 'held' | 'sent';
  held_for: 'late' | 'no_consent' | 'refused' | null;
  message_id: Id | null;
}

/** A text that failed for good, until somebody decides about it. */
export interface DeadLetter extends Message {
  failed_at: Time;
}

/** The hours in which programs text nobody, by the other side's clock: 21:00 to 08:00. */
export interface QuietHours {
  enabled: boolean;
  from: string;
  until: string;
}
