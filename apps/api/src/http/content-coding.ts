import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

export type ContentCoding = 'br' | 'gzip';

/** Text. Pictures and fonts are compressed already. */
const COMPRESSIBLE = /^(?:text\/|image\/svg|application\/(?:json|problem\+json|javascript|manifest))/;
const WORTH_IT_BYTES_MIN = 200;

const brotliOf = promisify(brotliCompress);
const gzipOf = promisify(gzip);

/** The best that both sides know; null: as it is. */
export function codingFor(acceptEncoding: string | undefined): ContentCoding | null {
  const accepted = (acceptEncoding ?? '').split(',').flatMap((entry) => {
    const [coding = '', quality = ''] = entry.split(';').map((part) => part.trim().toLowerCase());
    return /^q=0(?:\.0*)?$/.test(quality) ? [] : [coding];
  });
  return (['br', 'gzip'] as const).find((coding) => accepted.includes(coding)) ?? null;
}

export function isWorthCoding(contentType: unknown, bytes: number): boolean {
  return bytes >= WORTH_IT_BYTES_MIN && typeof contentType === 'string' && COMPRESSIBLE.test(contentType);
}

/** `small` for what is kept, `quick` for what is made for one answer. */
export async function coded(
  coding: ContentCoding,
  content: Buffer,
  effort: 'quick' | 'small',
): Promise<Buffer> {
  const isQuick = effort === 'quick';
  if (coding === 'gzip') return await gzipOf(content, { level: isQuick ? 4 : 9 });
  const quality = isQuick ? 4 : constants.BROTLI_MAX_QUALITY;
  return await brotliOf(content, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: quality,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
    },
  });
}
