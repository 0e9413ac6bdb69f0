import { family } from './media';
import type { MediaRules } from './types';

/** Whether a file may go with a text as it is, may when it is made smaller, or may not. */
export type Fit = 'fits' | 'shrink' | 'kind' | 'size';

const PICTURES = ['image/jpeg', 'image/png', 'image/webp', 'image/bmp', 'image/avif'];

export function fitOf(file: { type: string; size: number }, rules: MediaRules): Fit {
  const drawable = PICTURES.includes(file.type);
  if (!rules.types.includes(file.type)) return drawable ? 'shrink' : 'kind';
  if (file.size <= Math.min(rules.max_file_bytes, rules.max_bytes)) return 'fits';
  return drawable ? 'shrink' : 'size';
}

/** What stands in the way of sending all of them together; nothing when they may go. */
export function togetherTrouble(
  files: readonly { type: string; size: number }[],
  rules: MediaRules | null,
): 'number' | 'count' | 'kind' | 'size' | undefined {
  if (files.length === 0) return undefined;
  if (rules === null) return 'number';
  if (files.length > rules.max_files) return 'count';
  if (files.some((file) => !rules.types.includes(file.type))) return 'kind';
  const size = files.reduce((sum, file) => sum + file.size, 0);
  return size > rules.max_bytes || files.some((file) => file.size > rules.max_file_bytes) ? 'size' : undefined;
}

/** Longest sides and qualities to try, the best first. */
const TRIES = [
  [2048, 0.85],
  [1600, 0.8],
  [1280, 0.75],
  [960, 0.7],
  [640, 0.6],
] as const;

/** The picture as a JPEG of at most so many bytes; nothing when this browser cannot draw it. */
export async function shrunk(file: File, most: number): Promise<File | undefined> {
  let image: ImageBitmap;
  try {
    image = await createImageBitmap(file);
  } catch {
    return undefined;
  }
  try {
    for (const [side, quality] of TRIES) {
      const scale = Math.min(1, side / Math.max(image.width, image.height));
      const canvas = document.createElement('canvas');
      canvas.width = Math.max(1, Math.round(image.width * scale));
      canvas.height = Math.max(1, Math.round(image.height * scale));
      const pen = canvas.getContext('2d')!;
      pen.fillStyle = '#fff';
      pen.fillRect(0, 0, canvas.width, canvas.height);
      pen.drawImage(image, 0, 0, canvas.width, canvas.height);
      const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', quality));
      if (blob && blob.size <= most) return new File([blob], `${file.name.replace(/\.\w+$/, '')}.jpg`, { type: 'image/jpeg' });
    }
    return undefined;
  } finally {
    image.close();
  }
}

/** Sides of the small picture beside a file's name, in pixels: twice what is shown. */
const GLIMPSE = 96;

/** The middle of a picture, small, as a data URL, which the page may show; empty when this browser cannot draw it. */
export async function glimpse(file: File): Promise<string> {
  try {
    const image = await createImageBitmap(file);
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = GLIMPSE;
    const side = Math.min(image.width, image.height);
    const pen = canvas.getContext('2d')!;
    pen.drawImage(image, (image.width - side) / 2, (image.height - side) / 2, side, side, 0, 0, GLIMPSE, GLIMPSE);
    image.close();
    return canvas.toDataURL('image/png');
  } catch {
    return '';
  }
}

/** Types as a file picker takes them. */
export function accepted(rules: MediaRules | null): string {
  if (rules === null) return '';
  return [...new Set([...rules.types, ...PICTURES])].map((type) => (family(type) === 'card' ? '.vcf' : type)).join(',');
}
