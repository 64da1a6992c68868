/** The longest side of a photo that leaves the device, in pixels: a number plate at ten metres stays readable. */
const LONGEST_SIDE = 2560;
const QUALITY = 0.85;

type Canvas = OffscreenCanvas | HTMLCanvasElement;

function canvasOf(width: number, height: number): Canvas {
  if ('OffscreenCanvas' in window) return new OffscreenCanvas(width, height);
  return Object.assign(document.createElement('canvas'), { width, height });
}

function jpegOf(canvas: Canvas): Promise<Blob | null> {
  if ('convertToBlob' in canvas) return canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY });
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY));
}

/**
 * The photo as it leaves the device: upright, no side longer than 2560 px, a JPEG without any metadata, so also without the
 * place it was taken at. What this browser cannot read (often HEIC) stays as it is, and the server judges it.
 */
export async function shrinkPhoto(file: Blob): Promise<Blob> {
  try {
    const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
    const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
    const width = Math.max(1, Math.round(picture.width * scale));
    const height = Math.max(1, Math.round(picture.height * scale));
    const canvas = canvasOf(width, height);
    const context = canvas.getContext('2d') as CanvasRenderingContext2D | null;
    if (!context) return file;
    // JPEG knows no transparency; without this a screenshot's clear parts turn black.
    context.fillStyle = '#fff';
    context.fillRect(0, 0, width, height);
    context.drawImage(picture, 0, 0, width, height);
    picture.close();
    return (await jpegOf(canvas)) ?? file;
  } catch {
    return file;
  }
}
