import { deflateSync, crc32 } from 'node:zlib';
import sharp from 'sharp';

/** Words that `buildPhoto` hides in every kind of metadata; none may be found in a cleaned photo. */
export const TRACES = [
  'CANARYCAMERA',
  'CANARYOWNER',
  'CANARYPLACE',
  'CANARYCOMMENT',
  'CANARYIPTC',
  'CANARYTEXT',
];
/** Marks of metadata blocks themselves. */
export const METADATA_MARKS = [
  'Exif\0\0',
  'http://ns.adobe.com/xap/1.0/',
  'Photoshop 3.0',
  'ICC_PROFILE',
  'GPS',
  '45/1 48/1',
];

/** 45/1 48/1 1234/100 as EXIF stores it, little-endian. */
export const GPS_LATITUDE = Buffer.from(Uint32Array.of(45, 1, 48, 1, 1234, 100).buffer);

const EXIF = {
  IFD0: { Make: 'CANARYCAMERA', Model: 'CANARYCAMERA X100', Artist: 'CANARYOWNER' },
  IFD3: {
    GPSLatitudeRef: 'N',
    GPSLatitude: '45/1 48/1 1234/100',
    GPSLongitudeRef: 'E',
    GPSLongitude: '126/1 32/1 5678/100',
    GPSAreaInformation: 'CANARYPLACE',
  },
};
const XMP = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="45,48.2N" exif:note="CANARYPLACE"/></rdf:RDF></x:xmpmeta>`;

export interface PhotoOptions {
  format?: 'jpeg' | 'png' | 'webp';
  width?: number;
  height?: number;
  /** EXIF orientation, 1 to 8. */
  orientation?: number;
}

function jpegSegment(marker: number, text: string): Buffer {
  const body = Buffer.from(text, 'latin1');
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
}

function pngChunk(type: string, body: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), body]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(body.length);
  check.writeUInt32BE(crc32(typed));
  return Buffer.concat([length, typed, check]);
}

/** A photo as a phone makes it: left half red, right half blue, with camera, owner and place in its metadata. */
export async function buildPhoto(options: PhotoOptions = {}): Promise<Buffer> {
  const { format = 'jpeg', width = 64, height = 48, orientation } = options;
  const right = await sharp({ create: { width: width / 2, height, channels: 3, background: '#0000ff' } })
    .png()
    .toBuffer();
  const made = await sharp({ create: { width, height, channels: 3, background: '#ff0000' } })
    .composite([{ input: right, left: width / 2, top: 0 }])
    .withMetadata(orientation ? { orientation } : {})
    .withExifMerge(EXIF)
    .withXmp(XMP)
    .withIccProfile('p3')
    .toFormat(format)
    .toBuffer();
  if (format === 'jpeg')
    return Buffer.concat([
      made.subarray(0, 2),
      jpegSegment(0xfe, 'CANARYCOMMENT'),
      jpegSegment(0xed, 'Photoshop 3.0\x008BIM\x04\x04\x00\x00\x00\x00\x00\x0eCANARYIPTC'),
      made.subarray(2),
    ]);
  if (format === 'png')
    return Buffer.concat([
      made.subarray(0, 33),
      pngChunk('tEXt', Buffer.from('Comment\0CANARYTEXT')),
      made.subarray(33),
    ]);
  return made;
}

/** A small PNG file that claims, and when read would fill, `width` x `height` pixels of one colour. */
export function buildPngBomb(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([1, 0, 0, 0, 0], 8);
  const rows = Buffer.alloc((Math.ceil(width / 8) + 1) * height);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    pngChunk('IHDR', header),
    pngChunk('IDAT', deflateSync(rows, { level: 9 })),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

/** The markers of a JPEG file up to its image data, e.g. `e0` for APP0. */
export function jpegMarkers(file: Buffer): string[] {
  const found: string[] = [];
  for (let at = 2; at + 4 <= file.length && file[at] === 0xff; at += 2 + file.readUInt16BE(at + 2)) {
    found.push((file[at + 1] ?? 0).toString(16));
    if (file[at + 1] === 0xda) break;
  }
  return found;
}
