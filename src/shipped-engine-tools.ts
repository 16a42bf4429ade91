import { fileURLToPath } from "node:url";
import type { EngineTools } from "./domain/rubric/rubric-tools.ts";
import { compileJsonSchema } from "./json-schemas/compile-json-schema.ts";
import { compilePatterns } from "./patterns/compile-patterns.ts";
import { readWordVectors } from "./personas/read-word-vectors.ts";

/** What scenarios are made ready with: the word vectors that ship with the program (from the sources as from the build), re2 patterns and JSON Schemas. */
export function shippedEngineTools(): EngineTools {
  const wordVectors = readWordVectors(fileURLToPath(new URL("../assets/word-vectors.bin", import.meta.url)));
  return { wordVectors, compilePatterns, compileJsonSchema };
}
