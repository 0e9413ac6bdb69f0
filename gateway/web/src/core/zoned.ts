/** What a clock on the wall shows, to the minute; the month counts from 1. */
export interface WallClock {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
}

const MINUTE = 60_000;
const HOUR = 3_600_000;

/** Making one costs a thousand times as much as using it. */
const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(zone: string): Intl.DateTimeFormat {
  let clock = clocks.get(zone);
  if (!clock) {
    clock = new Intl.DateTimeFormat('en-US-u-ca-gregory', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    });
    clocks.set(zone, clock);
  }
  return clock;
}

/** The zone that this browser is in, by the tz database's name. */
export function ownZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

export function wallClock(zone: string, at: Date): WallClock {
  const parts = clockOf(zone).formatToParts(at);
  const number = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  return {
    year: number('year'),
    month: number('month'),
    day: number('day'),
    hour: number('hour'),
    minute: number('minute'),
  };
}

/**
 * When a clock in the zone shows this. In spring an hour is left out: a time within it is as far behind the hour's beginning
 * as it says (`skipped`, 2:30 becomes 3:30). In autumn an hour comes twice: the first one is meant (`twice`).
 */
export function whenClockShows(zone: string, shown: WallClock): { at: Date; odd: 'skipped' | 'twice' | undefined } {
  const asUtc = Date.UTC(shown.year, shown.month - 1, shown.day, shown.hour, shown.minute);
  const offsets = [offset(zone, asUtc - 24 * HOUR), offset(zone, asUtc + 24 * HOUR)];
  const found = [...new Set(offsets)].map((one) => asUtc - one).filter((at) => offset(zone, at) === asUtc - at);
  const [first, second] = found.sort((a, b) => a - b);
  if (first === undefined) return { at: new Date(asUtc - offsets[0]!), odd: 'skipped' };
  return { at: new Date(first), odd: second === undefined ? undefined : 'twice' };
}

/** How far the zone's clocks are ahead of UTC at a time, in milliseconds. */
function offset(zone: string, at: number): number {
  const { year, month, day, hour, minute } = wallClock(zone, new Date(at));
  return Date.UTC(year, month - 1, day, hour, minute) - Math.floor(at / MINUTE) * MINUTE;
}

/** For `<input type="date">` and `<input type="time">`. */
export function fieldsOf(shown: WallClock): { date: string; time: string } {
  const two = (number: number) => String(number).padStart(2, '0');
  return {
    date: `${String(shown.year).padStart(4, '0')}-${two(shown.month)}-${two(shown.day)}`,
    time: `${two(shown.hour)}:${two(shown.minute)}`,
  };
}

export function ofFields(date: string, time: string): WallClock | undefined {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)/.exec(`${date}T${time}`);
  if (!match) return undefined;
  const [year, month, day, hour, minute] = match.slice(1).map(Number) as [number, number, number, number, number];
  return { year, month, day, hour, minute };
}
