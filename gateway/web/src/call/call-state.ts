import type { EndReason, Id, Outcome } from '../core/types';
import type { Problem } from '../core/problem';
import type { Reading } from './quality';

export type CallPhase =
  /** Being placed; the server has no number for it yet. */
  | 'starting'
  | 'ringing'
  | 'connecting'
  | 'talking'
  | 'voicemail'
  /** Sound was cut; a new path is being looked for. */
  | 'reconnecting';

export interface Peer {
  memberId: Id;
  name: string;
}

/** The call this device is in. */
export interface ActiveCall {
  id: Id | undefined;
  direction: 'out' | 'in';
  peer: Peer;
  phase: CallPhase;
  /** Who picked up. */
  by: 'member' | 'voicemail' | undefined;
  voicemailOnly: boolean;
  voicemailPhase: 'greeting' | 'recording' | 'saved' | 'failed' | undefined;
  ringingDevices: number;
  muted: boolean;
  peerMuted: boolean;
  /** Milliseconds since the epoch, when sound first flowed. */
  connectedAt: number | undefined;
  quality: Reading | undefined;
  relayed: boolean | undefined;
  digits: string;
}

export interface IncomingCall {
  id: Id;
  peer: Peer;
  ringSeconds: number;
  answering: boolean;
}

/** What is left to say after a call that did not come about, or did not end well. */
export interface AfterCall {
  peer: Peer;
  reason: EndReason;
  outcome: Outcome | null;
  voicemail: boolean;
  detail: string | undefined;
  problem: Problem | undefined;
}

export interface PhoneState {
  active: ActiveCall | undefined;
  incoming: IncomingCall | undefined;
  after: AfterCall | undefined;
  /** The browser refuses to play the other side until someone clicks. */
  soundBlocked: boolean;
}

export function newCall(direction: 'out' | 'in', peer: Peer, id?: Id, voicemailOnly = false): ActiveCall {
  return {
    id,
    direction,
    peer,
    phase: direction === 'out' ? 'starting' : 'connecting',
    by: direction === 'in' ? 'member' : undefined,
    voicemailOnly,
    voicemailPhase: undefined,
    ringingDevices: 0,
    muted: false,
    peerMuted: false,
    connectedAt: undefined,
    quality: undefined,
    relayed: undefined,
    digits: '',
  };
}
