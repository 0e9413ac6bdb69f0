// Numbers, their registrations, and the carriers that host them.

import type { E164, Id, Time } from './base';

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
  /** How many people one text from here can go to who see each other. */
  group_receivers?: number;
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
  /** How many people one text can go to who see each other. */
  group_receivers: number;
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
