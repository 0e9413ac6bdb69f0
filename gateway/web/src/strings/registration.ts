// The registration of US numbers for business texts (10DLC).

export const registration = {
  registration: {
    title: 'Registration for business texts (10DLC)',
    lead: 'US networks refuse texts from numbers without an approved campaign. It is registered at the carrier; say here how far it is.',
    unknown: '10DLC: not known',
    campaigns: {
      none: 'Not registered',
      pending: 'Registration pending',
      approved: 'Registered',
      rejected: 'Registration rejected',
    },
    statuses: { none: 'None', pending: 'Pending', approved: 'Approved', rejected: 'Rejected' },
    brand: 'Brand',
    campaign: 'Campaign',
    campaignId: 'Campaign’s id at the carrier',
    campaignIdHint: 'Numbers with the same id share its rate.',
    rate: 'Segments a minute that the campaign may send',
    rateHint: 'Empty when there is no limit of its own.',
    learned: 'The carrier refused a text because the number is not registered.',
    save: 'Save',
    saved: 'The registration is saved',
  },
} as const;
