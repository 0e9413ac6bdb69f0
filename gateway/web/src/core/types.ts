// The shapes of /api/v1 and /api/v1/realtime, as they travel. Names stay in snake_case: they are the contract's.

export type Id = string;
export type Time = string;
export type E164 = string;

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

export type RegistrationStatus = 'none' | 'pending' | 'approved' | 'rejected';

/** What an admin says of a US number's registration for business texts (10DLC). */
export interface RegistrationDraft {
  brand: RegistrationStatus;
  campaign: RegistrationStatus;
  campaign_id?: string;
  segments_per_minute?: number;
}

export interface Registration {
  brand: RegistrationStatus;
  campaign: RegistrationStatus;
  campaign_id: string | null;
  segments_per_minute: number | null;
  /** An admin's word, or what a carrier refused a text for. */
  source: 'admin' | 'carrier';
}

export interface PhoneNumber {
  id: Id;
  e164: E164;
  name: string | null;
  carrier: string | null;
  carrier_account_id: Id | null;
  registration: Registration | null;
  /** All accounts that own it, in the order in which they are tried. */
  carrier_account_ids: readonly Id[];
  /** What may go with a text from here; null when nothing may. */
  media?: MediaRules | null;
}

/** How many files a text takes, of how many bytes together and each, and of which types. */
export interface MediaRules {
  max_files: number;
  max_bytes: number;
  max_file_bytes: number;
  types: readonly string[];
}

/** A carrier, what an account there is entered with, and what it can do. */
export interface Carrier {
  name: string;
  fields: readonly { name: string; label: string; secret: boolean; choices: readonly string[] }[];
  webhooks: boolean;
  unicode: boolean;
  mms: boolean;
  group: boolean;
  max_chars: number;
  max_segments: number;
  max_attachments: number;
  max_attachment_bytes: number;
  segments_per_second: number;
  redaction: boolean;
  look_up: boolean;
  answers_keywords: boolean;
}

/** A number that an account has at its carrier, and where the workspace has it. */
export interface CarrierNumber {
  e164: E164;
  texts: boolean;
  attachments: boolean;
  place: 'here' | 'elsewhere' | 'unattached' | 'not_added';
}

/** What a carrier said about an account. */
export interface CarrierCheck {
  outcome: 'holds' | 'refused' | 'unavailable';
  code: string | null;
  advice: string | null;
  numbers: readonly CarrierNumber[];
  complete: boolean;
}

export interface CarrierAccount {
  id: Id;
  carrier: string;
  account_id: string;
  /** Null where the carrier is reached over a line that stands. */
  webhook_base: string | null;
  created_at: Time;
}

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
  author_member_id: Id | null;
  created_at: Time;
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
  state: 'running' | 'paused' | 'canceled' | 'done';
  /** Why it paused by itself. */
  stopped: 'sender' | null;
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
}

export interface Conversation {
  id: Id;
  number_id: Id;
  from: E164;
  participants: E164[];
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

export interface Party {
  member_id: Id | null;
  name: string | null;
  number?: E164 | null;
}

export type Outcome =
  | 'answered'
  | 'missed'
  | 'declined'
  | 'canceled'
  | 'busy'
  | 'voicemail'
  | 'failed'
  | 'unreachable';

export interface CallRecord {
  id: Id;
  direction: 'internal' | 'inbound' | 'outbound';
  caller: Party | null;
  callee: Party | null;
  outcome: Outcome | null;
  started_at: Time;
  answered_at: Time | null;
  ended_at: Time | null;
  duration_seconds: number | null;
  voicemail_id: Id | null;
  /** What each side's browser said of its way; null where it did not. */
  relay: { caller: RelayUse | null; callee: RelayUse | null };
}

/** One side's way to the other: through a relay or not, and how many bytes went through it, both ways. */
export interface RelayUse {
  relayed: boolean;
  bytes: number;
}

export interface Voicemail {
  id: Id;
  call_id: Id;
  from: Party;
  created_at: Time;
  duration_ms: number;
  peaks: number[];
  heard: boolean;
  size: number;
}

/** A value with vCard's words for what it is: work, home, cell. */
export interface Typed {
  value: string;
  types: string[];
}

export interface ContactPhone {
  number: string;
  e164: E164 | null;
  types: string[];
}

export interface PostalAddress {
  po_box: string;
  extended: string;
  street: string;
  locality: string;
  region: string;
  postal_code: string;
  country: string;
  types: string[];
}

export interface CustomField {
  label: string;
  value: string;
}

/** What is known of somebody; texts that nobody filled in are empty. */
export interface ContactCard {
  name: string;
  /** The numbers that can be dialled. */
  numbers: E164[];
  prefix: string;
  given: string;
  additional: string;
  family: string;
  suffix: string;
  nickname: string;
  organisation: string;
  department: string;
  title: string;
  birthday: string;
  phones: ContactPhone[];
  emails: Typed[];
  urls: Typed[];
  addresses: PostalAddress[];
  custom: CustomField[];
  notes: string;
  photo_id: Id | null;
}

export interface Contact extends ContactCard {
  id: Id;
  uid: string;
  version: number;
  /** Names this state: a change made with it fails when somebody else changed the contact meanwhile. */
  etag: string;
  created_at: Time;
  changed_at: Time;
  changed_by: Id | null;
}

/** What a form changes; what is left out stays. */
export type ContactDraft = Partial<Omit<ContactCard, 'numbers' | 'photo_id' | 'phones'>> & {
  name: string;
  phones?: { number: string; types: string[] }[];
};

export interface ContactVersion {
  version: number;
  from: Time;
  until: Time;
  made_by: Id | null;
  ended_by: Id | null;
  deleted: boolean;
  contact: ContactCard;
}

/** A contact that is gone, as it was last; its version brings it back. */
export interface DeletedContact {
  id: Id;
  version: number;
  deleted_at: Time;
  deleted_by: Id | null;
  contact: ContactCard;
}

export type ImportOutcome = 'made' | 'merged' | 'skipped' | 'refused';

export interface ImportReport extends Record<ImportOutcome, number> {
  preview: boolean;
  columns: { heading: string; column: string }[];
  rows: { line: number; outcome: ImportOutcome; name: string | null; contact_id: Id | null; reason: string | null }[];
}

export interface AddressBookRestored {
  brought_back: number;
  changed_back: number;
  removed: number;
  undo_at: Time;
}

export interface RelayCredentials {
  urls: string[];
  username: string;
  credential: string;
  expires_at: Time;
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

export interface Page<T> {
  data: T[];
  next_cursor: string | null;
}

export interface ProblemBody {
  type?: string;
  title?: string;
  status?: number;
  detail?: string;
  code?: string;
  errors?: { field: string; detail: string }[];
  send_at?: Time;
}

export interface WireCandidate {
  candidate: string;
  sdp_mid: string | null;
  sdp_m_line_index: number | null;
}

export type EndReason =
  | 'hung_up'
  | 'declined'
  | 'canceled'
  | 'busy'
  | 'no_answer'
  | 'answered_elsewhere'
  | 'unreachable'
  | 'failed'
  | 'too_long';

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
