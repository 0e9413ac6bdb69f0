// Notes: what the team writes beside a conversation's texts.

export const notes = {
  notes: {
    write: 'Text or note',
    text: 'Text',
    note: 'Note',
    textHint: 'A text goes to the person (R)',
    noteHint: 'A note stays with your team (N)',
    place: 'Write a note for your team… @ calls somebody',
    placeLabel: 'Write a note that only your team sees',
    save: 'Add note',
    label: 'Note · only your team',
    by: (who: string) => `Note by ${who}, only your team sees it`,
    edited: 'edited',
    deleted: (who: string) => `${who} deleted a note.`,
    more: 'Change this note',
    edit: 'Edit',
    remove: 'Delete',
    removed: 'Note deleted',
    change: 'Save',
    people: 'People to call',
    callsYou: 'calls you',
    mentions: (count: number) => (count === 1 ? 'You are called once' : `You are called ${count} times`),
    calledYou: (who: string, where: string) => `${who} called you in ${where}`,
    open: 'Open',
    somebody: 'Somebody',
  },
} as const;
