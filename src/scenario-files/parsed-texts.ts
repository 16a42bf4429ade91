import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

/** What YAML texts stand for, known without parsing them. */
export interface ParsedTexts {
  /** The value of exactly this text; undefined where it is not known. */
  find(text: string): unknown;
}

/**
 * Reads what the build parsed of the collections that ship: a JSON object from the SHA-256 of a text (lower-case hex) to its value. Whoever changes a file has
 * another text, so nothing here can be out of date. Knows nothing where there is no such file, as beside the sources. Throws where it is no JSON.
 */
export function readParsedTexts(file: URL): ParsedTexts {
  const values = new Map(Object.entries(JSON.parse(readIfThere(file) ?? "{}") as Readonly<Record<string, unknown>>));
  return { find: (text) => (values.size === 0 ? undefined : values.get(createHash("sha256").update(text).digest("hex"))) };
}

function readIfThere(file: URL): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") {
      return null;
    }
    throw error;
  }
}
