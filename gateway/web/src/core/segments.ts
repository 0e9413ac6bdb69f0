/** How a text will travel: the alphabet of 3GPP TS 23.038 if it fits, UCS-2 otherwise, and in how many parts. */
export interface Segments {
  encoding: 'gsm7' | 'ucs2';
  /** Septets or UTF-16 units that the text takes. */
  units: number;
  segments: number;
  /** Units still free in the last segment. */
  left: number;
}

const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿' +
    'abcdefghijklmnopqrstuvwxyzäöñüà',
);
const EXTENDED = new Set('\f^{}\\[~]|€');

export function segmentsOf(text: string): Segments {
  const gsm: number[] = [];
  for (const character of text) {
    if (BASIC.has(character)) gsm.push(1);
    else if (EXTENDED.has(character)) gsm.push(2);
    else return packed('ucs2', [...text].map((symbol) => symbol.length), 70, 67);
  }
  return packed('gsm7', gsm, 160, 153);
}

/** A character never straddles two segments: an escape pair or a surrogate pair moves to the next as a whole. */
function packed(encoding: Segments['encoding'], widths: number[], alone: number, each: number): Segments {
  const units = widths.reduce((sum, width) => sum + width, 0);
  if (units <= alone) return { encoding, units, segments: 1, left: alone - units };
  let segments = 1;
  let used = 0;
  for (const width of widths) {
    if (used + width > each) {
      segments++;
      used = 0;
    }
    used += width;
  }
  return { encoding, units, segments, left: each - used };
}

const PLAIN = new Map<string, string>([
  ...[...'\u2018\u2019\u201A\u201B\u2032'].map((mark): [string, string] => [mark, "'"]),
  ...[...'\u201C\u201D\u201E\u201F\u2033'].map((mark): [string, string] => [mark, '"']),
  ...[...'\u2010\u2011\u2012\u2013\u2014'].map((mark): [string, string] => [mark, '-']),
  ['\u2026', '...'],
  ['\u00A0', ' '],
  ['\u202F', ' '],
]);

/** Typographic marks as the plain ones of the GSM alphabet, when that takes fewer segments: the server sends it so. */
export function plainMarks(text: string): string {
  const plain = [...text].map((mark) => PLAIN.get(mark) ?? mark).join('');
  return plain !== text && segmentsOf(plain).segments < segmentsOf(text).segments ? plain : text;
}
