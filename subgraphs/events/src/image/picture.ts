import sharp from 'sharp';
import { InvalidImageError } from './image.errors.ts';

/** Bytes of a picture as it is uploaded, at most. */
const LARGEST_FILE = 8 * 1024 * 1024;
/** Pixels, at most: a small file may unfold to a very large picture. */
const MOST_PIXELS = 40_000_000;
/** Width and height as stored, at most. */
const LARGEST_SIDE = 2_000;
const FORMATS: readonly string[] = ['jpeg', 'png', 'webp', 'avif', 'heif', 'gif'];

export interface Picture {
  readonly bytes: Buffer;
  readonly width: number;
  readonly height: number;
}

/**
 * Reads an uploaded picture by its bytes, whatever its name and type claim, and writes it anew: upright, no larger than
 * 2,000 pixels a side, as WebP, without the metadata of the camera (place, owner, time). Throws INVALID_IMAGE.
 */
export async function toPicture(file: Uint8Array): Promise<Picture> {
  if (file.byteLength > LARGEST_FILE) throw new InvalidImageError('The picture must be at most 8 MiB.');
  if (file.byteLength === 0) throw new InvalidImageError('The file is empty.');
  const image = sharp(file, { limitInputPixels: MOST_PIXELS, failOn: 'error' });
  const metadata = await image.metadata().catch(() => undefined);
  if (!metadata?.format || !FORMATS.includes(metadata.format)) {
    throw new InvalidImageError('The file is not a JPEG, PNG, WebP, AVIF or GIF picture.');
  }
  try {
    const { data, info } = await image
      .autoOrient()
      .resize(LARGEST_SIDE, LARGEST_SIDE, { fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 82 })
      .toBuffer({ resolveWithObject: true });
    return { bytes: data, width: info.width, height: info.height };
  } catch {
    throw new InvalidImageError('The picture is damaged, or has more than 40 megapixels.');
  }
}
