import { pathKeyOf } from "../compat/path-key.ts";
import { readKeyText } from "./read-key-text.ts";

const BASIC = /^basic +([A-Za-z0-9+/=]{1,1024})$/i;

/**
 * The API key of a trainer that is configured by an address alone: the key in the path, else the user information of the address, which HTTP clients send as basic
 * authorization (`http://key@host` or `http://user:key@host`), else the headers that every route takes. Null: there is none, as where a trainer that was given no key
 * sends an empty one. Throws UnauthenticatedError where the header that should hold it is malformed.
 */
export function readTrainerKey(path: string, header: (name: "authorization" | "x-api-key") => string | undefined): string | null {
  return pathKeyOf(path) ?? readUserInformation(header("authorization")) ?? readKeyText((name) => header(name) || undefined);
}

function readUserInformation(authorization: string | undefined): string | null {
  const encoded = BASIC.exec(authorization ?? "")?.[1];
  if (encoded === undefined) {
    return null;
  }
  const text = Buffer.from(encoded, "base64").toString("utf8");
  const colonAt = text.indexOf(":");
  const [user, password] = colonAt < 0 ? [text, ""] : [text.slice(0, colonAt), text.slice(colonAt + 1)];
  return password === "" ? user : password;
}
