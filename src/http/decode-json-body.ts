import { InvalidRequestError } from "../domain/errors.ts";
import { checkJsonText } from "./check-json-text.ts";

const strictUtf8 = new TextDecoder("utf-8", { fatal: true });

/**
 * The body as text that is known to be valid UTF-8 and free of what no body may hold; it is not parsed yet.
 * Throws InvalidRequestError.
 */
export function decodeJsonBody(bytes: ArrayBuffer, jsonDepthMax: number): string {
  const text = decodeUtf8(bytes);
  checkJsonText(text, jsonDepthMax);
  return text;
}

/** The value of a body's text. Throws InvalidRequestError, saying where the text stops being JSON. */
export function parseJsonBody(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new InvalidRequestError(describeBadJson(cause as Error), { cause });
  }
}

/** What a caller is told whose body is no JSON. */
export function describeBadJson(error: Error): string {
  return `The body is not valid JSON: ${error.message}. NaN and Infinity are not JSON; send null instead.`;
}

function decodeUtf8(bytes: ArrayBuffer): string {
  try {
    return strictUtf8.decode(bytes);
  } catch (cause) {
    throw new InvalidRequestError("The body is not valid UTF-8.", { cause });
  }
}
