// Every word the page says, in one place and ready for translation. Sentences are whole; parameters are named.

import { auditLog } from './strings/audit';
import { broadcasts } from './strings/broadcasts';
import { receivers } from './strings/receivers';
import { calls } from './strings/calls';
import { carriers } from './strings/carriers';
import { consent } from './strings/consent';
import { contacts } from './strings/contacts';
import { deadLetters } from './strings/dead-letters';
import { entry } from './strings/entry';
import { finding } from './strings/finding';
import { frame } from './strings/frame';
import { group } from './strings/group';
import { later } from './strings/later';
import { looking } from './strings/looking';
import { media } from './strings/media';
import { quiet } from './strings/quiet';
import { notes } from './strings/notes';
import { registration } from './strings/registration';
import { settings } from './strings/settings';
import { team } from './strings/team';
import { templates } from './strings/templates';
import { texts } from './strings/texts';

export const strings = {
  ...frame,
  ...entry,
  ...texts,
  ...broadcasts,
  ...receivers,
  ...calls,
  ...carriers,
  ...consent,
  ...contacts,
  ...deadLetters,
  ...finding,
  ...group,
  ...later,
  ...looking,
  ...media,
  ...quiet,
  ...notes,
  ...templates,
  ...team,
  ...registration,
  ...settings,
  ...auditLog,
} as const;
