import { z } from "zod";
import { measureLanguage } from "../domain/rubric/criteria/measure-language.ts";
import { measureScript } from "../domain/rubric/criteria/measure-script.ts";
import { headingWords } from "../domain/rubric/find-headings.ts";
import { phraseWords } from "../domain/rubric/phrase-finder.ts";
import { readNumbers } from "../domain/rubric/read-numbers.ts";
import { idSchema } from "./condition-schema.ts";
import { dimensionKeySchema } from "./dimension-key-schema.ts";
import { uniqueIds } from "./unique-ids.ts";

/** Checks that one file may state. */
const CHECKS_MAX = 80;
const PATTERN_CHARACTERS_MAX = 500;
const PHRASES_MAX = 60;

/** The ways to say what a check looks for; a check has exactly one of them. */
const CRITERION_KEYS = [
  "must",
  "must_not",
  "phrases",
  "no_phrases",
  "forbidden_claims",
  "length",
  "json",
  "sections",
  "reference",
  "citations",
  "code_block",
  "list_items",
  "language",
  "script",
  "repetition",
  "refusal",
  "think_tags",
  "turns",
  "request_coverage",
  "echo",
  "relevance",
  "instructions",
] as const;

/** A word boundary of re2 before or after a letter beyond ASCII: it is none to it. */
const LOST_BOUNDARY = /(?<!\\)(?:\\\\)*\\b(?=\p{L})[^\0-\x7F]|(?=\p{L})[^\0-\x7F]\\b/u;

/** Checks a text by making ready what it stands for; an error that is thrown says why it cannot be. */
function canMake(make: (text: string) => unknown): z.core.CheckFn<string> {
  return ({ value, issues }) => {
    try {
      make(value);
    } catch (error) {
      issues.push({ code: "custom", input: value, message: error instanceof Error ? error.message : String(error) });
    }
  };
}

const patternSchema = z
  .string()
  .min(1)
  .max(PATTERN_CHARACTERS_MAX)
  .refine((pattern) => !pattern.includes("\b"), {
    message: "holds a backspace: within double quotes a word boundary is written \"\\\\b\", within single quotes '\\b'",
  })
  .refine((pattern) => !LOST_BOUNDARY.test(pattern), {
    message:
      "has \\b beside a letter that it does not know (it knows a-z): look for the word with phrases, or leave the \\b out there",
  });
const phrasesSchema = z
  .array(z.string().min(2).max(200).check(canMake(phraseWords)))
  .min(1)
  .max(PHRASES_MAX);
const expectationSchema = z.enum(["present", "absent"]);
const shareSchema = z.number().min(0).max(1);
const countSchema = z.int().min(0).max(100_000);

/** Bounds of a count: at least one of them, in order. */
const boundsSchema = z
  .strictObject({ min: countSchema.optional(), max: countSchema.optional() })
  .refine(({ min, max }) => min !== undefined || max !== undefined, { message: "needs min or max" })
  .refine(({ min, max }) => min === undefined || max === undefined || min <= max, { message: "must satisfy min <= max" });

const LENGTH_UNITS = ["words", "tokens", "characters", "sentences", "paragraphs"] as const;

const lengthSchema = z
  .strictObject({
    words: boundsSchema.optional(),
    tokens: boundsSchema.optional(),
    characters: boundsSchema.optional(),
    sentences: boundsSchema.optional(),
    paragraphs: boundsSchema.optional(),
    graded: z.boolean().default(false),
  })
  .refine((length) => LENGTH_UNITS.filter((unit) => length[unit] !== undefined).length === 1, {
    message: `must have exactly one of ${LENGTH_UNITS.join(", ")}`,
  })
  .refine(({ graded, ...units }) => !graded || LENGTH_UNITS.every((unit) => units[unit]?.max !== 0), {
    message: "cannot be graded by its ratio to a max of 0: leave graded away, or name a larger max",
  });

const criterionShape = {
  must: patternSchema.optional(),
  must_not: patternSchema.optional(),
  phrases: phrasesSchema.optional(),
  no_phrases: phrasesSchema.optional(),
  forbidden_claims: phrasesSchema.optional(),
  length: lengthSchema.optional(),
  json: z.strictObject({ schema: z.record(z.string(), z.json()).optional() }).optional(),
  sections: z
    .strictObject({
      headings: z
        .array(
          z
            .string()
            .min(1)
            .max(100)
            .refine((heading) => headingWords(heading).length > 0, { message: "has no word to look for" }),
        )
        .min(1)
        .max(30),
      in_order: z.boolean().default(false),
      graded: z.boolean().default(false),
    })
    .optional(),
  reference: z
    .strictObject({
      match: z.enum(["exact", "numeric", "f1"]),
      text: z.string().min(1).max(4000).optional(),
      tolerance: shareSchema.optional(),
    })
    .refine(({ match, tolerance }) => match === "numeric" || tolerance === undefined, {
      path: ["tolerance"],
      message: "goes with match: numeric only",
    })
    .refine(({ match, text }) => match !== "numeric" || text === undefined || readNumbers(text).length > 0, {
      path: ["text"],
      message: "holds no number in digits to compare with",
    })
    .optional(),
  citations: z.strictObject({ form: z.enum(["bracketed", "author_year", "url"]), min: countSchema.default(1) }).optional(),
  code_block: z
    .union([
      expectationSchema,
      z.strictObject({ language: z.string().min(1).max(30), expects: expectationSchema.default("present") }),
    ])
    .optional(),
  list_items: boundsSchema.optional(),
  language: z
    .string()
    .regex(/^[a-z]{2}$/, { abort: true, error: "must be a language as ISO 639-1 names it, such as en" })
    .check(canMake(measureLanguage))
    .optional(),
  script: z
    .strictObject({
      name: z
        .string()
        .regex(/^[A-Z][A-Za-z_]{2,30}$/, { abort: true, error: "must be a Unicode script, such as Latin" })
        .check(canMake((script) => measureScript({ kind: "script", script, shareMin: 0 }))),
      share_min: shareSchema.default(0.9),
    })
    .optional(),
  repetition: z.strictObject({ ngram_words: z.int().min(1).max(10).default(4), share_max: shareSchema }).optional(),
  refusal: expectationSchema.optional(),
  think_tags: z.enum(["required", "forbidden", "closed"]).optional(),
  turns: boundsSchema.optional(),
  request_coverage: z.literal(true).optional(),
  echo: z.strictObject({ share_max: shareSchema, request_share_max: shareSchema.nullable().default(null) }).optional(),
  relevance: z.literal(true).optional(),
  instructions: z.literal(true).optional(),
};

/** One check as written in a file: whose points, how many, and exactly one criterion. */
export const rubricCheckSchema = z
  .strictObject({
    id: idSchema,
    dimension: dimensionKeySchema,
    points: z
      .number()
      .min(-100)
      .max(100)
      .refine((points) => points !== 0, { message: "must not be 0: such a check would say nothing" }),
    gate: shareSchema.optional(),
    reads: z.enum(["last", "all"]).default("last"),
    match_case: z.boolean().optional(),
    ...criterionShape,
  })
  .check((context) => {
    const value = context.value;
    const criteria = CRITERION_KEYS.filter((key) => value[key] !== undefined);
    if (criteria.length !== 1) {
      context.issues.push({
        code: "custom",
        input: value,
        message: `check "${value.id}" must have exactly one of ${CRITERION_KEYS.join(", ")}; has ${criteria.join(", ") || "none"}`,
      });
    }
    if (value.match_case !== undefined && value.must === undefined && value.must_not === undefined) {
      context.issues.push({
        code: "custom",
        input: value,
        path: ["match_case"],
        message: `check "${value.id}": match_case goes with must and must_not only`,
      });
    }
  });

export type RubricCheckFile = z.output<typeof rubricCheckSchema>;

/** A file's checks; every id once. */
export const rubricSchema = z.array(rubricCheckSchema).max(CHECKS_MAX).check(uniqueIds);

/** Penalties and bounds of the reward. Null takes away what the collection states. */
export const shapingSchema = z.strictObject({
  length_penalty: z.strictObject({ free_words: countSchema, per_100_words: shareSchema, max: shareSchema }).nullable().optional(),
  repetition_penalty: z
    .strictObject({
      ngram_words: z.int().min(1).max(10).default(4),
      free_share: shareSchema,
      factor: z.number().min(0).max(10),
      max: shareSchema,
    })
    .nullable()
    .optional(),
  clip: z
    .strictObject({ min: shareSchema.default(0), max: shareSchema.default(1) })
    .refine(({ min, max }) => min < max, { message: "must satisfy min < max" })
    .optional(),
});

export type ShapingFile = z.output<typeof shapingSchema>;
