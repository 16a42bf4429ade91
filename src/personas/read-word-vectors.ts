import { readFileSync } from "node:fs";
import type { WordVectors } from "../domain/topics/word-vectors.ts";

const MAGIC = "FMWV";
const VERSION = 1;
const HEADER_BYTES = 16;

/**
 * Reads a word-vector file (layout: scripts/build-word-vectors.mjs). Vectors are views of the one buffer that was read.
 * Throws an `Error` that names the file when it is missing, is not such a file, has another version or is cut short.
 */
export function readWordVectors(path: string): WordVectors {
  const file = readBytes(path);
  if (file.length < HEADER_BYTES || file.toString("latin1", 0, MAGIC.length) !== MAGIC) {
    throw new Error(
      `"${path}" is not a word-vector file: it does not start with "${MAGIC}". Rebuild it with scripts/build-word-vectors.mjs.`,
    );
  }
  const version = file.readUInt16LE(4);
  if (version !== VERSION) {
    throw new Error(
      `"${path}" has word-vector version ${version}; this program reads version ${VERSION}. Rebuild it with scripts/build-word-vectors.mjs.`,
    );
  }
  const dimensions = file.readUInt16LE(6);
  const count = file.readUInt32LE(8);
  const rowsStart = HEADER_BYTES + file.readUInt32LE(12);
  const expectedBytes = rowsStart + count * dimensions;
  if (file.length !== expectedBytes) {
    throw new Error(
      `"${path}" holds ${file.length} bytes where its header promises ${expectedBytes}: it is damaged. Rebuild or download it again.`,
    );
  }
  const words = count === 0 ? [] : file.toString("utf8", HEADER_BYTES, rowsStart).split("\n");
  if (words.length !== count) {
    throw new Error(
      `"${path}" lists ${words.length} words where its header promises ${count}: it is damaged. Rebuild or download it again.`,
    );
  }
  const rowOfWord = new Map(words.map((word, row): readonly [string, number] => [word, row]));
  const rows = new Int8Array(file.buffer, file.byteOffset + rowsStart, count * dimensions);
  return {
    dimensions,
    find(word) {
      const row = rowOfWord.get(word);
      return row === undefined ? null : rows.subarray(row * dimensions, (row + 1) * dimensions);
    },
  };
}

function readBytes(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (cause) {
    throw new Error(
      `The word-vector file "${path}" cannot be read. Check the path, or leave it out to match topics without word vectors.`,
      { cause },
    );
  }
}
