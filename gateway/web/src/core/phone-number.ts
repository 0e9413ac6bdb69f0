import type { E164 } from './types';

const SHAPE = /^\+[1-9]\d{6,14}$/;
const ONE_DIGIT_CODES = new Set(['1', '7']);
const TWO_DIGIT_CODES = new Set(
  ('20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 90 ' +
    '91 92 93 94 95 98').split(' '),
);

/**
 * What a person typed, as E.164, or undefined when it cannot be one. A number without a country code is read as one of
 * the same country as `near`, where that country is +1; elsewhere the code must be written. The server has the last word.
 */
export function toE164(typed: string, near?: E164): E164 | undefined {
  const trimmed = typed.trim();
  if (/[^\d\s()+.\-/\u00a0\u2010-\u2015]/.test(trimmed)) return undefined;
  const digits = trimmed.replace(/\D/g, '');
  const withCode = trimmed.startsWith('+')
    ? `+${digits}`
    : digits.startsWith('00')
      ? `+${digits.slice(2)}`
      : near?.startsWith('+1') && digits.length === 10
        ? `+1${digits}`
        : near?.startsWith('+1') && digits.length === 11 && digits.startsWith('1')
          ? `+${digits}`
          : '';
  if (!SHAPE.test(withCode)) return undefined;
  if (withCode.startsWith('+1') && !/^\+1[2-9]\d{2}[2-9]\d{6}$/.test(withCode)) return undefined;
  return withCode;
}

/** E.164 with spaces where the eye wants them. */
export function shown(number: E164): string {
  if (!SHAPE.test(number)) return number;
  const digits = number.slice(1);
  const north = /^1(\d{3})(\d{3})(\d{4})$/.exec(digits);
  if (north) return `+1 ${north[1]} ${north[2]} ${north[3]}`;
  const length = ONE_DIGIT_CODES.has(digits.slice(0, 1)) ? 1 : TWO_DIGIT_CODES.has(digits.slice(0, 2)) ? 2 : 3;
  const rest = digits.slice(length);
  return `+${digits.slice(0, length)} ${grouped(rest)}`;
}

/** Threes from the left, with fours at the end so that no digit stands alone. */
function grouped(digits: string): string {
  const fours = digits.length % 3 === 0 ? 0 : digits.length % 3 === 1 ? 1 : 2;
  const threes = Math.max(0, digits.length - fours * 4);
  const groups = [...(digits.slice(0, threes).match(/\d{1,3}/g) ?? []), ...(digits.slice(threes).match(/\d{1,4}/g) ?? [])];
  return groups.join(' ');
}
