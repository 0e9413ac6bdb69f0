// The other side's night.

export const quiet = {
  quiet: {
    title: 'Quiet hours',
    lead: 'Scheduled texts, broadcasts and what programs send wait for the morning of whom they are for. Members are asked before they text somebody at night.',
    on: 'Nobody is texted at night',
    off: 'Texts leave at any hour',
    switch: 'Keep quiet hours',
    from: 'From',
    until: 'Until',
    hint: 'By the clock of the country and area that a number was given out in.',
    same: 'A night begins and ends at different times.',
    save: 'Save',
    saved: 'Quiet hours are saved',
    adminsOnly: 'Admins change this.',
    question: 'It is night where they are',
    now: (shown: string, place: string) => `It is ${shown} in ${place}.`,
    nowSomewhere: 'By their number it is night there.',
    morning: (when: string) => `Send at ${when}`,
    anyway: 'Send anyway',
    edit: 'Keep writing',
  },
} as const;
