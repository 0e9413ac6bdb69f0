// Texts that failed for good.

export const deadLetters = {
  notSent: {
    title: 'Not sent',
    count: (count: number, more: boolean) =>
      count === 1 && !more ? '1 text was not sent' : `${count}${more ? '+' : ''} texts were not sent`,
    lead: 'These texts reached nobody. Send one again or leave it at that.',
    empty: 'Nothing is left',
    emptyHint: 'Texts that fail for good wait here until somebody decides about them.',
    again: 'Try again',
    dismiss: 'Dismiss',
    open: 'Open the conversation',
    failed: (when: string) => `Failed ${when}`,
    unknown: 'The carrier did not say why.',
    sent: 'It is being sent again',
  },
} as const;
