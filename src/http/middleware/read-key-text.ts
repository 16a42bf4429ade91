import { UnauthenticatedError } from "../../domain/errors.ts";

const BEARER = /^bearer +([\x21-\x7e]{1,512})$/i;
const PLAIN_KEY = /^[\x21-\x7e]{1,512}$/;

/**
 * The API key that a request carries, or null. Throws UnauthenticatedError where the header that should hold it is malformed.
 * @param header a header's value by its lower-case name.
 */
export function readKeyText(header: (name: "authorization" | "x-api-key") => string | undefined): string | null {
  const bearer = readBearer(header("authorization"));
  if (bearer !== null) {
    return bearer;
  }
  const plain = header("x-api-key");
  if (plain !== undefined && !PLAIN_KEY.test(plain)) {
    throw new UnauthenticatedError("The X-API-Key header is empty, too long or holds characters that no key has.");
  }
  return plain ?? null;
}

/** The text after `Bearer` in an Authorization header; null: there is no such header. Throws UnauthenticatedError where it is malformed. */
export function readBearer(authorization: string | undefined): string | null {
  if (authorization === undefined) {
    return null;
  }
  const text = BEARER.exec(authorization)?.[1];
  if (text === undefined) {
    throw new UnauthenticatedError('The Authorization header is not of the form "Bearer <key>".');
  }
  return text;
}
