// Accounts at carriers.

/** How a carrier calls itself, where its fields are found, and where our addresses are pasted. */
interface CarrierWords {
  name: string;
  where: string;
  paste: string;
  messages: string;
  statuses?: string;
}

const each: Readonly<Record<string, CarrierWords>> = {
  twilio: {
    name: 'Twilio',
    where: 'Both are on the first page of Twilio’s console.',
    paste: 'In the console, at each number or its messaging service:',
    messages: 'A message comes in (webhook, HTTP POST)',
  },
  telnyx: {
    name: 'Telnyx',
    where: 'In the Mission Control Portal: Messaging, your profile; API Keys; Keys & Credentials for the public key.',
    paste: 'In the portal, at the messaging profile, Inbound:',
    messages: 'Send a webhook to this URL (API version 2)',
  },
  vonage: {
    name: 'Vonage',
    where: 'In the dashboard: API Settings.',
    paste: 'In the dashboard, at the API settings or the application, with Messages API and signed webhooks chosen:',
    messages: 'Inbound URL',
    statuses: 'Status URL',
  },
  bandwidth: {
    name: 'Bandwidth',
    where: 'In the dashboard: Account, API credentials, Applications. Choose the callback user and password yourself.',
    paste: 'In the dashboard, at the messaging application, with the callback user and password:',
    messages: 'Inbound callback URL',
    statuses: 'Status callback URL',
  },
  plivo: {
    name: 'Plivo',
    where: 'Both are on the first page of Plivo’s console.',
    paste: 'In the console, at the messaging application of your numbers:',
    messages: 'Message URL (POST)',
  },
  smpp: {
    name: 'SMPP',
    where: 'The carrier gives you a system ID, a password and the address of its SMSC. It may have to allow your address.',
    paste: 'The gateway keeps a line open to the SMSC; there is nothing to paste.',
    messages: '',
  },
  sandbox: {
    name: 'Sandbox',
    where: '',
    paste: 'It comes with the demo and is set up:',
    messages: 'A message comes in',
  },
};

export const carriers = {
  carriers: {
    of: (carrier: string): CarrierWords =>
      each[carrier] ?? { name: carrier, where: '', paste: '', messages: 'Inbound', statuses: 'Status' },
    /** Values of fields that have few. */
    choice: {
      tls: 'TLS',
      plain: 'None: others can read along',
      gsm7: 'GSM 7-bit',
      latin1: 'Latin-1',
      udh: 'In parts, cut here (usual)',
      sar: 'In parts, cut by the SMSC',
      payload: 'Whole, as one text',
    } as Readonly<Record<string, string>>,
    add: 'Add account',
    addTitle: 'Add a carrier account',
    choose: 'Carrier',
    secretHint: 'Secrets are kept encrypted and never shown again.',
    check: 'Check this account',
    checking: 'Asking the carrier…',
    holds: 'The carrier accepts this account.',
    refused: (code: string) => `The carrier refused (${code}).`,
    unavailable: (code: string) => `No clear answer (${code}).`,
    noNumbers: 'It has no numbers yet. Get one at the carrier, then check again.',
    untold: 'This carrier does not tell which numbers the account has. Add them under Numbers.',
    more: (count: number) => `and ${count} more; add them under Numbers.`,
    some: 'There are more than were read.',
    numbers: 'Numbers at the carrier',
    mms: 'pictures too',
    noTexts: 'cannot text',
    place: { here: 'In use here', elsewhere: 'On another account' },
    take: 'Add',
    takeLabel: (number: string) => `Add ${number} to the workspace`,
    taken: (number: string) => `${number} was added`,
    paste: 'Paste at the carrier',
    remove: 'Remove',
    removeLabel: (name: string) => `Remove the ${name} account`,
    removeTitle: (name: string) => `Remove the ${name} account?`,
    removeWhat:
      'Its credentials are deleted. Numbers on it neither send nor receive until they are added to another account. Conversations and texts stay.',
    removed: (name: string) => `The ${name} account was removed`,
  },
} as const;
