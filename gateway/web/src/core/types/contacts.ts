// The address book.

import type { E164, Id, Time } from './base';

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
