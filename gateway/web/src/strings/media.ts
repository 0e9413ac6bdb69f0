// What comes with texts.

const reasons: Readonly<Record<string, string>> = {
  '': 'Ask them to send it again.',
  type_lies: 'It is not what it says it is.',
  unknown_content: 'It is of a kind that could do harm.',
  too_large: 'It is larger than 10 MB.',
  gone: 'The carrier does not have it any more.',
  address_not_allowed: 'It does not lie at the carrier.',
  redirected: 'It does not lie at the carrier.',
  credentials: 'The carrier does not give it to this account.',
  no_account: 'The carrier account was removed.',
};

export const media = {
  media: {
    kinds: { image: 'Picture', audio: 'Sound', video: 'Video', card: 'Contact card', file: 'File' },
    picture: 'Picture that came with this text',
    awaited: (what: string) => `${what} is on its way`,
    refused: (what: string) => `${what} was not taken.`,
    open: (what: string) => `${what}: open in a new tab`,
    preview: 'Attachment',
    reasons,
  },
} as const;
