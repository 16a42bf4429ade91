import type { EngineTools } from "../../src/domain/rubric/rubric-tools.ts";
import { compileJsonSchema } from "../../src/json-schemas/compile-json-schema.ts";
import { compilePatterns } from "../../src/patterns/compile-patterns.ts";
import { NO_WORD_VECTORS } from "./no-word-vectors.ts";

/** Engines without word vectors: topics match by their words alone, so that tests need no file. */
export const PLAIN_ENGINE_TOOLS: EngineTools = { wordVectors: NO_WORD_VECTORS, compilePatterns, compileJsonSchema };
