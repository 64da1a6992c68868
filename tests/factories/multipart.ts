/** One part of a form: a field, or a file when it has a file name. */
export interface FormPart {
  name?: string;
  filename?: string;
  content: Uint8Array | string;
  type?: string;
  /** Header lines besides Content-Disposition. */
  headers?: string;
}

export const BOUNDARY = '----portal-test';

/** The bytes of a multipart/form-data body, as a browser or an attacker writes them. */
export function buildMultipart(
  parts: readonly FormPart[],
  options: { boundary?: string; end?: boolean } = {},
): Buffer {
  const { boundary = BOUNDARY, end = true } = options;
  const chunks: Uint8Array[] = [];
  for (const { name = 'file', filename, content, type, headers = '' } of parts) {
    const file = filename === undefined ? '' : `; filename="${filename}"`;
    const typed = type ?? (filename === undefined ? '' : 'application/octet-stream');
    chunks.push(
      Buffer.from(
        `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${file}\r\n` +
          `${typed ? `Content-Type: ${typed}\r\n` : ''}${headers}\r\n`,
      ),
      typeof content === 'string' ? Buffer.from(content) : content,
      Buffer.from('\r\n'),
    );
  }
  if (end) chunks.push(Buffer.from(`--${boundary}--\r\n`));
  return Buffer.concat(chunks);
}

/** A POST with that body; `body` may be a stream, for bodies that never end. */
export function formRequest(
  body: Uint8Array | ReadableStream<Uint8Array> | null,
  options: { contentType?: string; headers?: Record<string, string>; url?: string } = {},
): Request {
  const {
    contentType = `multipart/form-data; boundary=${BOUNDARY}`,
    url = 'http://localhost/api/v1/uploads',
  } = options;
  return new Request(url, {
    method: 'POST',
    body: body as BodyInit | null,
    headers: { 'content-type': contentType, 'x-socket-address': '198.51.100.7', ...options.headers },
    duplex: 'half',
  } as RequestInit);
}
