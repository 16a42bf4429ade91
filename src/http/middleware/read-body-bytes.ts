import type { Context } from "hono";
import { InvalidRequestError, TooLargeError } from "../../domain/errors.ts";
import type { HttpEnv } from "../http-env.ts";
import { gatherBody } from "./gather-body.ts";

const JSON_TYPE = /^application\/json[ \t]*(?:;[ \t]*charset[ \t]*=[ \t]*"?utf-8"?[ \t]*)?$/i;
/** A larger body is read from Node's own stream: the adapter would copy it twice, and keep it beside ours until the answer. */
const GATHERED_BYTES_MIN = 256 * 1024;

/**
 * The bytes of a body that says it is JSON and is within the limit, in a buffer of their own. They are neither decoded nor looked at.
 * Throws TooLargeError and InvalidRequestError.
 */
export async function readBodyBytes(c: Context<HttpEnv>, bodyBytesMax: number): Promise<ArrayBuffer> {
  const contentType = c.req.header("content-type");
  if (!isJsonType(contentType)) {
    const received = contentType === undefined ? "there is none" : `received ${JSON.stringify(contentType.slice(0, 60))}`;
    throw new InvalidRequestError(`The Content-Type must be application/json in UTF-8; ${received}.`);
  }
  const encoding = c.req.header("content-encoding");
  if (!isAsItIs(encoding)) {
    throw new InvalidRequestError(
      `The body is encoded (Content-Encoding ${JSON.stringify(encoding?.slice(0, 60))}); send it as it is.`,
    );
  }
  const bytes = await readBytes(c, bodyBytesMax);
  if (bytes.byteLength === 0) {
    throw bodyEmpty();
  }
  return bytes;
}

/** Whether a Content-Type is that of the bodies we read. */
export function isJsonType(contentType: string | undefined): boolean {
  return contentType !== undefined && JSON_TYPE.test(contentType.trim());
}

/** Whether a Content-Encoding leaves a body as it is. What compressed ones unfold to has no limit that is known beforehand, so none are read. */
export function isAsItIs(contentEncoding: string | undefined): boolean {
  return contentEncoding === undefined || contentEncoding.trim().toLowerCase() === "identity";
}

/** What a caller is told who sends nothing where something is needed. */
export function bodyEmpty(): InvalidRequestError {
  return new InvalidRequestError("The body is empty; send a JSON object.");
}

/** What a caller is told who hangs up in the middle: it is no mistake of the server's. */
export function bodyEnded(cause: unknown): InvalidRequestError {
  return new InvalidRequestError("The body ended before it was complete.", { cause });
}

async function readBytes(c: Context<HttpEnv>, bytesMax: number): Promise<ArrayBuffer> {
  const declared = c.req.header("content-length");
  // Node's parser enforces a declared length, so only a body without one has to be counted. Touching `raw.body` is slow.
  if (declared !== undefined && /^\d+$/.test(declared)) {
    if (Number(declared) > bytesMax) {
      throw tooLarge(bytesMax);
    }
    const incoming = Number(declared) > GATHERED_BYTES_MIN ? c.env?.incoming : undefined;
    return await whole(incoming === undefined ? c.req.arrayBuffer() : gatherBody(incoming, Number(declared)));
  }
  const bytes = await countBytes(c.req.raw.body, bytesMax);
  // A short one may be part of a buffer that others share.
  return bytes.byteLength === bytes.buffer.byteLength ? bytes.buffer : new Uint8Array(bytes).buffer;
}

async function whole<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (cause) {
    throw bodyEnded(cause);
  }
}

async function countBytes(stream: ReadableStream<Uint8Array> | null, bytesMax: number): Promise<Uint8Array<ArrayBuffer>> {
  if (stream === null) {
    return new Uint8Array(0);
  }
  const chunks: Uint8Array[] = [];
  let byteCount = 0;
  const reader = stream.getReader();
  for (let part = await whole(reader.read()); !part.done; part = await whole(reader.read())) {
    byteCount += part.value.byteLength;
    if (byteCount > bytesMax) {
      await reader.cancel();
      throw tooLarge(bytesMax);
    }
    chunks.push(part.value);
  }
  return Buffer.concat(chunks, byteCount);
}

function tooLarge(bytesMax: number): TooLargeError {
  return new TooLargeError(`The body is larger than ${bytesMax} bytes; send less at a time.`);
}
