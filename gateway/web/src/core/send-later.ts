import { strings } from '../strings';
import { ownZone, wallClock, whenClockShows, type WallClock } from './zoned';

export interface SendTime {
  id: string;
  label: string;
  at: Date;
}

/** What the server takes: a minute to 366 days from now. */
export const SOONEST = 60_000;
export const LATEST = 366 * 24 * 3_600_000;

const MORNING = 9;
const EVENING = 18;
const STEP = 5 * 60_000;

/** Times to send at, soonest first, by the member's own clock. */
export function sendTimes(now = new Date(), zone = ownZone()): SendTime[] {
  const words = strings.later.presets;
  const today = wallClock(zone, now);
  const day = new Date(Date.UTC(today.year, today.month - 1, today.day)).getUTCDay();
  const toMonday = (8 - day) % 7 || 7;
  const at = (days: number, hour: number) => whenClockShows(zone, inDays(today, days, hour)).at;
  const times = [
    { id: 'hour', label: words.hour, at: new Date(Math.ceil((now.getTime() + 3_600_000) / STEP) * STEP) },
    { id: 'evening', label: words.evening, at: at(0, EVENING) },
    { id: 'tomorrow', label: words.tomorrow, at: at(1, MORNING) },
    { id: 'monday', label: words.monday, at: at(toMonday, MORNING) },
  ];
  const soon = now.getTime() + 3_600_000 + STEP;
  return times.filter(
    (time) => (time.id !== 'evening' || time.at.getTime() > soon) && (time.id !== 'monday' || toMonday !== 1),
  );
}

/** By the calendar, which knows how long months are. */
function inDays(from: WallClock, days: number, hour: number): WallClock {
  const date = new Date(Date.UTC(from.year, from.month - 1, from.day + days));
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate(), hour, minute: 0 };
}

/** The zones among these whose clocks show something else than ours at that time, each clock once. */
export function otherClocks(at: Date, zones: readonly string[], own = ownZone()): { place: string; shown: string }[] {
  const clock = (zone: string) =>
    new Intl.DateTimeFormat(undefined, { timeZone: zone, weekday: 'short', hour: 'numeric', minute: '2-digit' }).format(at);
  const ours = clock(own);
  const seen = new Map<string, string>();
  for (const zone of zones) {
    const shown = clock(zone);
    if (shown !== ours && ![...seen.values()].includes(shown)) seen.set(zone, shown);
  }
  return [...seen].map(([zone, shown]) => ({ place: zone.split('/').at(-1)!.replaceAll('_', ' '), shown }));
}
