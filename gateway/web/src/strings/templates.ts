// Templates: texts that a team sends often.

export const templates = {
  templates: {
    title: 'Templates',
    open: 'Insert a template',
    openHint: 'Insert a template (/ in the empty field)',
    find: 'Find a template',
    none: 'No template yet',
    noneHint: 'Keep what your team writes often, with the name of the person filled in.',
    nothing: 'No template is called so.',
    add: 'New template',
    name: 'Name',
    text: 'Text',
    textHint: 'Variables are filled in when the template is used. Behind a bar stands what is said when there is no value: {{contact.first_name|there}}',
    variable: (word: string) => `Insert ${word}`,
    insert: 'Insert',
    preview: 'Preview',
    missing: (words: string[]) => `Nothing is known for ${words.join(', ')}. Write it yourself before you send.`,
    unfilled: (word: string) => `Fill in {{${word}}} before you send.`,
    goTo: 'Show it',
    removed: (name: string) => `${name} deleted`,
    needs: 'Write a name and a text.',
    back: 'Back to the list',
  },
} as const;
