/** What a page can do with an attachment. */
export type Family = 'image' | 'audio' | 'video' | 'card' | 'file';

export function family(type: string): Family {
  const [top] = type.split('/');
  if (top === 'image' || top === 'audio' || top === 'video') return top;
  return type === 'text/vcard' || type === 'text/x-vcard' ? 'card' : 'file';
}

/** A size in few signs: 812 B, 12 kB, 3.4 MB. */
export function bytes(size: number): string {
  if (size < 1000) return `${size} B`;
  if (size < 1_000_000) return `${Math.round(size / 1000)} kB`;
  return `${(size / 1_000_000).toFixed(1)} MB`;
}
