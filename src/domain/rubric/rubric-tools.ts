import type { WordVectors } from "../topics/word-vectors.ts";
import type { JsonSchema } from "./rubric-check.ts";

/** A pattern in re2 syntax. */
export interface PatternSource {
  readonly pattern: string;
  readonly ignoreCase: boolean;
}

/** Which of several patterns occur in a text, by their index, found in one pass and in time linear in the text. */
export type PatternSet = (text: string) => readonly boolean[];

/** Compiles patterns to one set. Throws where one is no re2 syntax. */
export type CompilePatterns = (patterns: readonly PatternSource[]) => PatternSet;

/** Null where the value is valid, else what is wrong, in one short sentence without the value itself. */
export type CheckJson = (value: unknown) => string | null;

/** Compiles a JSON Schema. Throws where it is none. */
export type CompileJsonSchema = (schema: JsonSchema) => CheckJson;

/** What a rubric needs of the world outside the domain to be compiled. */
export interface RubricTools {
  readonly compilePatterns: CompilePatterns;
  readonly compileJsonSchema: CompileJsonSchema;
}

/** What making a scenario ready needs of the world outside the domain. */
export interface EngineTools extends RubricTools {
  readonly wordVectors: WordVectors;
}
