// The palette, the search screen and what search keeps.

export const finding = {
  palette: {
    title: 'Find or do',
    placeholder: 'Find people, words, numbers, or a command…',
    none: 'Nothing found',
    goTo: (place: string) => `Go to ${place}`,
    call: (who: string) => `Call ${who}`,
    open: (who: string) => `Open conversation with ${who}`,
    commands: 'Commands',
    people: 'People',
    conversations: 'Conversations',
    theme: (name: string) => `Appearance: ${name}`,
  },

  search: {
    group: 'Texts, contacts and voicemails',
    all: 'Show everything found',
    searching: 'Searching…',
    field: 'Words, or the end of a number',
    start: 'Search everything',
    startDetail: 'Texts, contacts, their notes and your voicemails, by the beginnings of words or the last digits of a number.',
    none: (query: string) => `Nothing found for “${query}”`,
    noneDetail: 'Try fewer words, or the beginning of one.',
    found: (count: number, more: boolean) => (more ? `The newest ${count}` : count === 1 ? 'One found' : `${count} found`),
    more: 'Show older',
    settings: 'Open the settings',
    kinds: { message: 'Text', contact: 'Contact', voicemail: 'Voicemail', note: 'Note', post: 'Team' },
    newest: 'Back to the newest',
    newer: 'Later texts',
  },

  searchSwitch: {
    title: 'Search',
    lead: 'Everything stays sealed. To find words all the same, Tandem keeps keyed marks of the beginnings of words. Who could read the database without its keys would see how often each mark occurs, and which texts share one.',
    on: 'Search is on.',
    off: 'Search is off. Nothing is indexed.',
    turnOn: 'Switch search on',
    turnOff: 'Switch search off',
    offHint: 'Switching it off forgets all marks. Nothing else is lost, and it can be switched on again.',
    indexing: (done: number, total: number | null) =>
      total === null ? `Indexing: ${done} done` : `Indexing what is there: ${Math.min(done, total)} of ${total}`,
    clearing: (done: number) => `Forgetting the marks: ${done} gone so far`,
    adminsOnly: 'Owners and admins can switch it.',
  },
} as const;
