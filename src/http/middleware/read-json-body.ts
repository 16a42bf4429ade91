import type { Context } from "hono";
import { InvalidRequestError, TooLargeError } from "../../domain/errors.ts";
import { checkJsonText } from "../check-json-text.ts";
import type { HttpEnv } from "../http-env.ts";

const strictUtf8 = new TextDecoder("utf-8", { fatal: true });
const JSON_TYPE = /^application\/json[ \t]*(?:;[ \t]*charset[ \t]*=[ \t]*"?utf-8"?[ \t]*)?$/i;

/**
 * The body as text that is known to be within the limits, valid UTF-8 and free of what no body may hold; parsing is left to the validator,
 * so that it happens once. Throws TooLargeError and InvalidRequestError.
 */
export async function readJsonBody(
  c: Context<HttpEnv>,
  limits: { readonly bodyBytesMax: number; readonly jsonDepthMax: number },
): Promise<string> {
  const contentType = c.req.header("content-type");
  if (!isJsonType(contentType)) {
    const received = contentType === undefined ? "there is none" : `received ${JSON.stringify(contentType.slice(0, 60))}`;
    throw new InvalidRequestError(`The Content-Type must be application/json in UTF-8; ${received}.`);
  }
  return decodeBody(await readBytes(c, limits.bodyBytesMax), limits.jsonDepthMax);
}

/** Whether a Content-Type is that of the bodies we read. */
export function isJsonType(contentType: string | undefined): boolean {
  return contentType !== undefined && JSON_TYPE.test(contentType.trim());
}

/** The text of a body. Throws InvalidRequestError where it is empty, not valid UTF-8 or holds what no body may hold. */
export function decodeBody(bytes: ArrayBuffer | Uint8Array, jsonDepthMax: number): string {
  if (bytes.byteLength === 0) {
    throw new InvalidRequestError("The body is empty; send a JSON object.");
  }
  const text = decodeUtf8(bytes);
  checkJsonText(text, jsonDepthMax);
  return text;
}

/** What a caller is told who hangs up in the middle: it is no mistake of the server's. */
export function bodyEnded(cause: unknown): InvalidRequestError {
  return new InvalidRequestError("The body ended before it was complete.", { cause });
}

async function readBytes(c: Context<HttpEnv>, bytesMax: number): Promise<ArrayBuffer | Uint8Array> {
  const declared = c.req.header("content-length");
  // Node's parser enforces a declared length, so only a body without one has to be counted. Touching `raw.body` is slow.
  if (declared !== undefined && /^\d+$/.test(declared)) {
    if (Number(declared) > bytesMax) {
      throw tooLarge(bytesMax);
    }
    return await whole(c.req.arrayBuffer());
  }
  return await countBytes(c.req.raw.body, bytesMax);
}

async function whole<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (cause) {
    throw bodyEnded(cause);
  }
}

async function countBytes(stream: ReadableStream<Uint8Array> | null, bytesMax: number): Promise<Uint8Array> {
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

function decodeUtf8(bytes: ArrayBuffer | Uint8Array): string {
  try {
    return strictUtf8.decode(bytes);
  } catch (cause) {
    throw new InvalidRequestError("The body is not valid UTF-8.", { cause });
  }
}
