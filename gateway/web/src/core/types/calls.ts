// Calls, voicemail, and how media find their way.

import type { E164, Id, Time } from './base';

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

export interface RelayCredentials {
  urls: string[];
  username: string;
  credential: string;
  expires_at: Time;
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
