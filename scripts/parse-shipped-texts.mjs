import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { load } from "js-yaml";

/**
 * What the YAML files stand for, as JSON from the SHA-256 of each text to its value: parsing is half of reading a collection, so the build does it for those that
 * ship. A text that JSON cannot stand for is left out.
 *
 * @param {readonly string[]} files
 * @returns {string}
 */
export function parseShippedTexts(files) {
  const values = {};
  for (const file of files) {
    const text = readFileSync(file, "utf8");
    const value = load(text);
    if (isDeepStrictEqual(JSON.parse(JSON.stringify(value)), value)) {
      values[createHash("sha256").update(text).digest("hex")] = value;
    }
  }
  return JSON.stringify(values);
}
