import { readFileSync } from "node:fs";
import type { SecretReference } from "./upstream-schema.ts";

const SECRET_CHARACTERS_MAX = 16_384;
/** What may stand in a header: a key is sent in one. */
const PRINTABLE = /^[\u0021-\u007e](?:[\u0020-\u007e]*[\u0021-\u007e])?$/;

/** The secret that a reference names, or what is wrong, naming the variable or the file and never what is in it. */
export type SecretReading = { readonly secret: string } | { readonly fault: string };

/** Reads secrets from the environment, and from files as orchestrators mount them. @param readText reads a file as UTF-8; throws where it cannot. */
export function createSecretReader(
  environment: NodeJS.ProcessEnv,
  readText: (path: string) => string = (path) => readFileSync(path, "utf8"),
): (reference: SecretReference) => SecretReading {
  return (reference) => {
    if ("env" in reference) {
      return toSecret(environment[reference.env], `the environment variable ${reference.env}`, "is not set");
    }
    let text: string;
    try {
      text = readText(reference.file);
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? "it cannot be read";
      return { fault: `the file ${reference.file} cannot be read (${code})` };
    }
    return toSecret(text, `the file ${reference.file}`, "is empty");
  };
}

function toSecret(text: string | undefined, place: string, whereNone: string): SecretReading {
  const secret = text?.trim() ?? "";
  if (secret === "") {
    return { fault: `${place} ${text === undefined ? whereNone : "is empty"}` };
  }
  return secret.length <= SECRET_CHARACTERS_MAX && PRINTABLE.test(secret)
    ? { secret }
    : { fault: `${place} must hold one line of printable ASCII, at most ${SECRET_CHARACTERS_MAX} characters` };
}
