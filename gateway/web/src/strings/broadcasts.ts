// Broadcasts: one text for many people.

const texts = (count: number) => (count === 1 ? '1 text' : `${count} texts`);

export const broadcasts = {
  broadcasts: {
    title: 'Broadcasts',
    open: 'Broadcasts: one text for many',
    add: 'New broadcast',
    back: 'All broadcasts',
    empty: 'No broadcast yet',
    emptyHint: 'Write one text for many people. Each gets it in a conversation of their own, and answers come to your inbox.',
    states: { running: 'Running', paused: 'Paused', canceled: 'Canceled', done: 'Done' },
    stopped: {
      sender: 'It paused because its number cannot send. Check the number’s carrier account and its registration, then let it go on.',
    },
    progress: {
      waiting: 'Waiting',
      night: 'Waiting for their morning',
      queued: 'Being sent',
      unconfirmed: 'Unconfirmed',
      sent: 'Sent',
      delivered: 'Delivered',
      failed: 'Failed',
      refused: 'Refused',
      canceled: 'Canceled',
    },
    refusals: {
      opted_out: 'Refused: asked for no more texts',
      doubtful: 'Refused: may have asked for no more texts',
      not_sendable: 'Refused: cannot be sent as it is',
    },
    codes: {
      opted_out: 'Refused: asked for no more texts',
      consent_doubtful: 'Refused: may have asked for no more texts',
      unregistered: 'Refused: the number is not registered (10DLC)',
    } as Readonly<Record<string, string>>,
    nightUntil: (when: string) => `Waits for their morning, ${when}`,
    of: (done: number, all: number) => `${done} of ${all}`,
    perMinute: (count: number) => `${count} a minute`,
    receivers: 'Receivers',
    more: 'Show more',
    pause: 'Pause',
    resume: 'Go on',
    cancel: 'Cancel the rest',
    cancelAsk: (count: number) => `${texts(count)} not handed in yet will not be sent. What has left stays sent.`,
    keep: 'Keep it',
    name: 'Name',
    nameHint: 'Only your team sees it.',
    from: 'From',
    to: 'Numbers',
    toHint: 'One a line, or with commas between them. 1,000 at most.',
    pick: 'Add from contacts',
    counted: (count: number) => (count === 1 ? '1 receiver' : `${count} receivers`),
    twice: (count: number) => (count === 1 ? '1 number twice: it counts once' : `${count} numbers twice: each counts once`),
    wrong: (some: string) => `No numbers: ${some}`,
    tooMany: 'That is more than 1,000. Make two broadcasts of it.',
    text: 'Text',
    insert: 'Insert',
    use: (segments: number, receivers: number) => `${segments} × ${receivers} = ${segments * receivers} segments`,
    varies: 'with names filled in it may be more; the next step counts exactly.',
    pace: 'Texts a minute',
    paceHint: 'Slower leaves room for what your team writes meanwhile.',
    check: 'Check',
    needs: 'Write a name, numbers and a text.',
    confirm: (count: number) => `Send to ${count}?`,
    facts: (count: number, segments: number) => `${texts(count)}, ${segments === 1 ? '1 segment' : `${segments} segments`} in all.`,
    unwelcome: (count: number) =>
      count === 1 ? '1 of them wants no texts and gets none.' : `${count} of them want no texts and get none.`,
    takes: (minutes: number) =>
      minutes <= 1
        ? 'It takes about a minute.'
        : minutes <= 90
          ? `It takes about ${minutes} minutes. Whoever is asleep gets it in the morning.`
          : `It takes about ${Math.round(minutes / 60)} hours, as fast as this number may send. Whoever is asleep gets it in the morning.`,
    send: (count: number) => `Send ${texts(count)}`,
    begun: 'The broadcast has begun',
  },
} as const;
