import { createBoundedMemory } from "../topics/bounded-memory.ts";
import type { PolicyConversation } from "../transcripts/policy-conversation.ts";
import { type Measure, notApplicable } from "./finding.ts";
import { lazily } from "./lazily.ts";
import { compilePhrases } from "./phrase-finder.ts";
import { prepareCriterion } from "./prepare-criterion.ts";
import { createReading, type Reading, type SharedFinders } from "./reading.ts";
import type { RubricCheck } from "./rubric-check.ts";
import type { EngineTools, PatternSource } from "./rubric-tools.ts";
import { type TextView, viewText } from "./text-view.ts";
import { createVocabulary, type Vocabulary } from "./vocabulary.ts";

/** Requests whose reading is kept for the next answer: those of a group or a pair share one. */
const REQUESTS_KEPT_MAX = 8;
const REQUEST_KEPT_CHARACTERS_MAX = 8_000;

/** A rubric made ready: its patterns and schemas are compiled once. */
export interface Rubric {
  readonly checks: readonly RubricCheck[];
  /** One result for each check, in their order. A pure function of the conversation. */
  assess(conversation: PolicyConversation): readonly CheckResult[];
}

export interface CheckResult {
  readonly check: RubricCheck;
  /** Share met, 0..1; null where the check does not apply. */
  readonly met: number | null;
  /** What was counted, without the scenario's own words. */
  readonly explanation: string;
}

/**
 * Prepares a rubric: one set of patterns and one of phrases for all checks that read the same. Throws an `Error` where a pattern, schema, phrase, script or
 * language of a check cannot be used.
 */
export function createRubric(checks: readonly RubricCheck[], tools: EngineTools): Rubric {
  const vocabulary = createVocabulary();
  const prepared = { last: prepareSide(checks, "last", tools, vocabulary), all: prepareSide(checks, "all", tools, vocabulary) };
  let keptRequests = createBoundedMemory<TextView>(REQUESTS_KEPT_MAX);
  const viewRequest = (messages: readonly string[]): TextView => {
    const [only] = messages;
    return only !== undefined && messages.length === 1 && only.length <= REQUEST_KEPT_CHARACTERS_MAX
      ? keptRequests.recall(only, () => viewText(messages, vocabulary))
      : viewText(messages, vocabulary);
  };
  const viewers = { answer: (messages: readonly string[]) => viewText(messages, vocabulary), request: viewRequest };
  return {
    checks,
    assess(conversation) {
      if (vocabulary.forgetMany()) {
        keptRequests = createBoundedMemory(REQUESTS_KEPT_MAX);
      }
      const readings = readConversation(conversation, viewers, prepared.last.finders, prepared.all.finders);
      return checks.map((check) => {
        const measure = prepared[check.reads].measures.get(check);
        const finding =
          measure === undefined || (conversation.answers.length === 0 && check.criterion.kind !== "turns")
            ? notApplicable("there is no answer yet")
            : measure(readings[check.reads]());
        return { check, ...finding };
      });
    },
  };
}

interface PreparedSide {
  readonly measures: ReadonlyMap<RubricCheck, Measure>;
  readonly finders: SharedFinders;
}

function prepareSide(
  checks: readonly RubricCheck[],
  reads: RubricCheck["reads"],
  tools: EngineTools,
  vocabulary: Vocabulary,
): PreparedSide {
  const patterns: PatternSource[] = [];
  const phrases: (readonly string[])[] = [];
  const measures = new Map<RubricCheck, Measure>();
  for (const check of checks) {
    if (check.reads === reads) {
      measures.set(check, prepareCriterion(check.criterion, tools, { patterns, phrases, vocabulary }));
    }
  }
  return { measures, finders: { patterns: tools.compilePatterns(patterns), phrases: compilePhrases(phrases, vocabulary) } };
}

/** Both readings of a conversation. Where there is one answer, the last and all are one text, and it is prepared once. */
function readConversation(
  { requests, answers, reference }: PolicyConversation,
  view: Readonly<Record<"answer" | "request", (messages: readonly string[]) => TextView>>,
  last: SharedFinders,
  all: SharedFinders,
): Readonly<Record<RubricCheck["reads"], () => Reading>> {
  const turns = answers.length;
  const partsOf = (answer: readonly string[], request: readonly string[]) =>
    lazily(() => ({ answer: view.answer(answer), request: view.request(request), reference, turns }));
  const lastParts = partsOf(answers.slice(-1), requests.slice(-1));
  const allParts = turns <= 1 ? lastParts : partsOf(answers, requests);
  return { last: lazily(() => createReading(lastParts(), last)), all: lazily(() => createReading(allParts(), all)) };
}
