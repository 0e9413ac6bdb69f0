// Dates and durations in the member's own language and zone.

const clock = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' });
const weekday = new Intl.DateTimeFormat(undefined, { weekday: 'short' });
const longWeekday = new Intl.DateTimeFormat(undefined, { weekday: 'long' });
const monthDay = new Intl.DateTimeFormat(undefined, { month: 'short', day: 'numeric' });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const longDay = new Intl.DateTimeFormat(undefined, { weekday: 'long', month: 'long', day: 'numeric' });
const yearDay = new Intl.DateTimeFormat(undefined, { year: 'numeric', month: 'short', day: 'numeric' });
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });

const DAY = 86_400_000;

function startOfDay(time: Date): number {
  return new Date(time.getFullYear(), time.getMonth(), time.getDate()).getTime();
}

/** Whole days from `time` to now, by the calendar: yesterday evening is 1. */
function daysAgo(time: Date, now: Date): number {
  return Math.round((startOfDay(now) - startOfDay(time)) / DAY);
}

export function sameDay(a: string, b: string): boolean {
  return startOfDay(new Date(a)) === startOfDay(new Date(b));
}

/** For a list: 12:04, Mon, Mar 3, 3 Mar 2025. */
export function short(time: string, now = new Date()): string {
  const date = new Date(time);
  const days = daysAgo(date, now);
  if (days <= 0) return clock.format(date);
  if (days < 7) return weekday.format(date);
  return date.getFullYear() === now.getFullYear() ? monthDay.format(date) : yearDay.format(date);
}

/** For a separator: Today, Yesterday, Tuesday, Tuesday, March 3. */
export function day(time: string, now = new Date()): string {
  const date = new Date(time);
  const days = daysAgo(date, now);
  if (days <= 1) return capital(relative.format(-Math.max(0, days), 'day'));
  if (days < 7) return longWeekday.format(date);
  return date.getFullYear() === now.getFullYear() ? longDay.format(date) : yearDay.format(date);
}

export function time(value: string): string {
  return clock.format(new Date(value));
}

export function exact(value: string): string {
  return full.format(new Date(value));
}

/** A time to come: 12:04 today, Mon 9:00, Mar 3, 9:00. */
export function until(date: Date, now = new Date()): string {
  const days = -daysAgo(date, now);
  if (days <= 0) return clock.format(date);
  return `${days < 7 ? weekday.format(date) : monthDay.format(date)} ${clock.format(date)}`;
}

/** 3 minutes ago, yesterday. */
export function ago(value: string, now = new Date()): string {
  const seconds = (new Date(value).getTime() - now.getTime()) / 1000;
  const steps: [Intl.RelativeTimeFormatUnit, number][] = [
    ['day', 86_400],
    ['hour', 3600],
    ['minute', 60],
  ];
  for (const [unit, size] of steps) {
    if (Math.abs(seconds) >= size) return relative.format(Math.round(seconds / size), unit);
  }
  return relative.format(0, 'second');
}

/** 0:07, 12:30, 1:02:03. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  const rest = String(whole % 60).padStart(2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`;
}

function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}
