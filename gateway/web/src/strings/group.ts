// Texts to several people who see each other.

export const group = {
  group: {
    note: (count: number) => `Group text to ${count} people. All of them see each other and every answer.`,
    none: 'This number’s carrier takes no group texts. Text each person alone, write a broadcast, or choose another number.',
    tooMany: (most: number) => `This number’s carrier takes groups of up to ${most} people. Leave somebody out.`,
    abroad: 'Group texts pass between the United States and Canada alone. Text the others one by one.',
    deliveredTo: (there: number, all: number) => `Delivered to ${there} of ${all}`,
    notTo: (who: string) => `Not delivered to ${who}`,
    people: (count: number) => `${count} people`,
    addHint: 'Add somebody else',
    remove: (who: string) => `Remove ${who}`,
    receivers: 'Receivers',
    inIt: 'Who is in it',
    twice: 'They are in it already.',
    full: (most: number) => `A group has up to ${most} people.`,
    asked: (who: string) => `${who} asked for no more texts`,
    mayHave: (who: string) => `${who} may have asked not to be texted`,
    askedHint: 'Nothing is sent to this group while they are in it. Write to the others without them.',
    mayHaveHint: 'Texts to this group wait for you: read what they wrote and decide.',
    textAlone: (who: string) => `Text ${who} alone`,
  },
} as const;
