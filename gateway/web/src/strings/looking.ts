// Who else is at a conversation.

export const looking = {
  looking: {
    looks: (names: string[]) => (names.length === 1 ? `${names[0]} is looking` : `${names.join(', ')} are looking`),
    types: (names: string[]) => (names.length === 1 ? `${names[0]} is typing…` : `${names.join(', ')} are typing…`),
    crossed: (who: string, text: string) => `${who} has just replied: “${text}”. Read it before you send.`,
    seen: 'I have read it',
  },
} as const;
