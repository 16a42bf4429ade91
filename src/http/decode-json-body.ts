import { InvalidRequestError } from "../domain/errors.ts";
import { checkJsonText } from "./check-json-text.ts";
import { pointIntoJson } from "./point-into-json.ts";

const strictUtf8 = new TextDecoder("utf-8", { fatal: true });

/**
 * The body as text that is known to be valid UTF-8 and free of what no body may hold; it is not parsed yet.
 * Throws InvalidRequestError.
 */
export function decodeJsonBody(bytes: ArrayBuffer | Uint8Array, jsonDepthMax: number): string {
  const text = decodeUtf8(bytes);
  checkJsonText(text, jsonDepthMax);
  return text;
}

/** The value of a body's text. Throws InvalidRequestError, saying where the text stops being JSON. */
export function parseJsonBody(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new InvalidRequestError(
      `The body is not valid JSON: ${(cause as Error).message}. NaN and Infinity are not JSON; send null instead.`,
      { errors: [{ pointer: pointIntoJson(text), detail: "is where the body stops being valid JSON" }], cause },
    );
  }
}

function decodeUtf8(bytes: ArrayBuffer | Uint8Array): string {
  try {
    return strictUtf8.decode(bytes);
  } catch (cause) {
    const errors = [{ pointer: pointIntoJson(validBeginning(bytes)), detail: "holds bytes that are not UTF-8" }];
    throw new InvalidRequestError("The body is not valid UTF-8.", { errors, cause });
  }
}

/** The characters before the first byte that is not UTF-8. */
function validBeginning(bytes: ArrayBuffer | Uint8Array): string {
  const given = Buffer.from(bytes instanceof Uint8Array ? bytes : new Uint8Array(bytes));
  // What is not UTF-8 reads as U+FFFD, and is written otherwise than it came.
  const written = Buffer.from(given.toString("utf8"), "utf8");
  return given.subarray(0, firstDifference(given, written)).toString("utf8");
}

/** Index of the first byte that differs; the shorter one's length where none does. By halves: comparing millions of bytes one by one would keep everybody waiting. */
function firstDifference(one: Buffer, other: Buffer): number {
  let start = 0;
  let end = Math.min(one.length, other.length);
  while (start < end) {
    const middle = Math.floor((start + end + 1) / 2);
    if (one.subarray(start, middle).equals(other.subarray(start, middle))) {
      start = middle;
    } else {
      end = middle - 1;
    }
  }
  return start;
}
