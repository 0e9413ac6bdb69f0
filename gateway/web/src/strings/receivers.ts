// Whom broadcasts go to: from files, and from lists that are kept.

const numbers = (count: number) => (count === 1 ? '1 number' : `${count} numbers`);

export const receivers = {
  receivers: {
    file: 'From a file…',
    fileTitle: 'Numbers from a file',
    fileHint: 'A CSV file, or one number a line.',
    column: 'Column with the numbers',
    unnamed: (place: number) => `Column ${place}`,
    found: (count: number, twice: number) =>
      `${numbers(count)} found${twice > 0 ? `, ${twice} of them more than once` : ''}.`,
    none: 'There is no number in this column. Choose another one.',
    wrong: (count: number, lines: string) =>
      count === 1 ? `Line ${lines} has no number and is left out.` : `${count} lines have no number and are left out: ${lines}.`,
    add: (count: number) => `Add ${numbers(count)}`,
    lists: 'Saved lists…',
    listsTitle: 'Saved lists',
    noList: 'No list yet',
    noListHint: 'Keep the numbers of a broadcast under a name, and use them again.',
    size: numbers,
    use: 'Use',
    useOf: (name: string) => `Use ${name}`,
    rename: 'Rename',
    renameOf: (name: string) => `Rename ${name}`,
    replace: (count: number) => `Put the ${numbers(count)} of this broadcast on it instead`,
    remove: 'Delete',
    removeOf: (name: string) => `Delete ${name}`,
    removeAsk: (name: string) => `Delete “${name}”? Broadcasts that were sent to it stay as they are.`,
    keepLabel: (count: number) => (count === 1 ? 'Keep this number as a list named' : `Keep these ${count} numbers as a list named`),
    keep: 'Keep',
    kept: (name: string) => `“${name}” is kept`,
    needsName: 'Write a name.',
    addAll: (count: number) => `Add all ${count}`,
  },
} as const;
