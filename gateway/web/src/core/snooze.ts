import { strings } from '../strings';

export interface SnoozeTime {
  id: string;
  label: string;
  until: Date;
}

const MORNING = 9;

/** The times that a conversation can be put away until, soonest first, in the member's own zone. */
export function snoozeTimes(now = new Date()): SnoozeTime[] {
  const words = strings.inbox.snooze;
  const inHours = (hours: number) => new Date(now.getTime() + hours * 3_600_000);
  // Monday is the next one, a week away on a Monday.
  const toMonday = (8 - now.getDay()) % 7 || 7;
  const times = [
    { id: 'hour', label: words.hour, until: inHours(1) },
    { id: 'hours', label: words.hours, until: inHours(3) },
    { id: 'tomorrow', label: words.tomorrow, until: morning(now, 1) },
    { id: 'monday', label: words.monday, until: morning(now, toMonday) },
  ];
  return toMonday === 1 ? times.filter(({ id }) => id !== 'monday') : times;
}

/** By the calendar, so that a change of the clocks in between does not move the morning. */
function morning(now: Date, days: number): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, MORNING);
}
