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
    picture: 'Picture in this text',
    awaited: (what: string) => `${what} is on its way`,
    refused: (what: string) => `${what} was not taken.`,
    open: (what: string) => `${what}: open in a new tab`,
    preview: 'Attachment',
    reasons,
    tray: {
      attach: 'Attach a file',
      label: 'Files that go with this text',
      drop: 'Drop files to attach them',
      remove: (name: string) => `Remove ${name}`,
      sending: (name: string) => `Uploading ${name}`,
      limits: (files: number, size: string) => `Up to ${files} ${files === 1 ? 'file' : 'files'}, ${size} together`,
      none: 'This number cannot send files. Choose another number, or send a link.',
      notLater: 'Texts with files cannot be scheduled yet.',
      trouble: {
        kind: 'This number does not take files of this kind.',
        size: 'The file is too large for this number.',
      },
      count: (most: number) => `This number takes ${most} ${most === 1 ? 'file' : 'files'} with a text. Remove the others.`,
      together: {
        number: 'This number cannot send files. Choose another number, or remove them.',
        kind: 'This number does not take files of this kind. Remove them, or choose another number.',
        size: 'The files are too large for this number. Remove some.',
      },
      atMost: (size: string) => `At most ${size}.`,
    },
  },
} as const;
