// Events and commands of the socket.

import type { Presence } from './accounts';
import type { Id } from './base';
import type { CallRecord, EndReason, Outcome, RelayUse, Voicemail, WireCandidate } from './calls';
import type { Post, Room } from './team';
import type { Conversation, Draft, Message, Note, ScheduledText, Watcher } from './texts';

/** Every realtime event by name, with its data. */
export interface Events {
  'call.incoming': { call_id: Id; from: { member_id: Id; name: string }; sdp: string; ring_seconds: number };
  'call.ringing': { call_id: Id; devices: number };
  'call.answered': { call_id: Id; sdp: string; by: 'member' | 'voicemail' };
  'call.candidate': { call_id: Id; candidate: WireCandidate | null };
  'call.muted': { call_id: Id; muted: boolean };
  'call.dtmf': { call_id: Id; digit: string };
  'call.offer': { call_id: Id; sdp: string };
  'call.reanswer': { call_id: Id; sdp: string };
  'call.ended': {
    call_id: Id;
    reason: EndReason;
    outcome: Outcome | null;
    voicemail?: 'available' | 'unavailable';
    detail?: string | null;
  };
  'call.voicemail': { call_id: Id; phase: 'greeting' | 'recording' | 'saved' | 'failed' };
  'call.recorded': { call: CallRecord };
  'message.created': { message: Message; conversation: Conversation };
  'message.updated': { message: Message };
  'note.created': { note: Note; conversation: Conversation };
  'note.updated': { note: Note; conversation: Conversation };
  'draft.changed': Draft;
  looking: { conversation_id: Id; members: Watcher[] };
  'templates.changed': Record<string, never>;
  'room.updated': { room: Room };
  'room.gone': { id: Id };
  'post.created': { post: Post; room: Room };
  'post.updated': { post: Post; room: Room };
  'conversation.updated': { conversation: Conversation };
  /** All that wait in that conversation now. */
  'scheduled.changed': { conversation_id: Id; data: ScheduledText[] };
  'dead_letters.changed': Record<string, never>;
  'broadcast.changed': { id: Id };
  'receiver_lists.changed': Record<string, never>;
  'voicemail.created': { voicemail: Voicemail };
  'voicemail.updated': { voicemail: Voicemail };
  'voicemail.deleted': { id: Id };
  presence: { member_id: Id; presence: Presence };
  'contact.changed': { id: Id };
  'contacts.changed': Record<string, never>;
  'members.changed': Record<string, never>;
  'numbers.changed': Record<string, never>;
}

/** Every realtime command by name: what goes in, what comes back. */
export interface Commands {
  look: { in: { conversation_id: Id | null; typing: boolean }; out: { conversation_id?: Id; members?: Watcher[] } };
  'call.start': { in: { to_member_id: Id; sdp: string; voicemail_only?: boolean }; out: { call_id: Id } };
  'call.answer': { in: { call_id: Id; sdp: string }; out: object };
  'call.decline': { in: { call_id: Id }; out: object };
  'call.hangup': { in: { call_id: Id }; out: object };
  'call.candidate': { in: { call_id: Id; candidate: WireCandidate | null }; out: object };
  'call.connected': { in: { call_id: Id; relayed: boolean; own?: RelayUse }; out: object };
  'call.mute': { in: { call_id: Id; muted: boolean }; out: object };
  'call.dtmf': { in: { call_id: Id; digit: string }; out: object };
  'call.offer': { in: { call_id: Id; sdp: string }; out: object };
  'call.reanswer': { in: { call_id: Id; sdp: string }; out: object };
}
