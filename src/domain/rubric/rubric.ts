import { createBoundedMemory } from "../bounded-memory.ts";
import type { PolicyConversation } from "../transcripts/policy-conversation.ts";
import { countAnswerNgrams } from "./count-answer-ngrams.ts";
import { type Measure, notApplicable } from "./finding.ts";
import { createOwnContentReader } from "./own-content.ts";
import { compilePhrases } from "./phrase-finder.ts";
import { prepareCriterion, type SharedParts } from "./prepare-criterion.ts";
import { createReading, type Reading, type ReadingParts, type SharedFinders } from "./reading.ts";
import type { NgramCount } from "./repeated-ngrams.ts";
import type { RubricCheck } from "./rubric-check.ts";
import type { EngineTools, PatternSource } from "./rubric-tools.ts";
import { type TextView, viewText } from "./text-view.ts";
import { createVocabulary } from "./vocabulary.ts";

/** Requests whose reading is kept for the next answer: those of a group or a pair share one. */
const REQUESTS_KEPT_MAX = 8;
const REQUEST_KEPT_CHARACTERS_MAX = 8_000;

/** A rubric made ready: its patterns and schemas are compiled once. */
export interface Rubric {
  readonly checks: readonly RubricCheck[];
  /** One result for each check, in their order. A pure function of the conversation. */
  assess(conversation: PolicyConversation): readonly CheckResult[];
  /** Counts the n-grams of an answer as `countAnswerNgrams` does. What the last assessment has read of it is not read again. */
  countNgrams(answer: string, ngramWords: number): NgramCount;
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
  const shared = { vocabulary, readOwnContent: createOwnContentReader(vocabulary) };
  const prepared = { last: prepareSide(checks, "last", tools, shared), all: prepareSide(checks, "all", tools, shared) };
  const measured = checks.map((check) => ({ check, measure: prepared[check.reads].measures.get(check) }));
  let keptRequests = createBoundedMemory<TextView>(REQUESTS_KEPT_MAX);
  /** The answer that was read last, as far as it was read. */
  let keptAnswer: { readonly answer: string; readonly view: TextView } | null = null;
  const viewRequest = (messages: readonly string[]): TextView => {
    const [only] = messages;
    return only !== undefined && messages.length === 1 && only.length <= REQUEST_KEPT_CHARACTERS_MAX
      ? keptRequests.recall(only, () => viewText(messages, vocabulary))
      : viewText(messages, vocabulary);
  };
  const viewAnswer = (messages: readonly string[]): TextView => {
    const view = viewText(messages, vocabulary);
    const [only] = messages;
    keptAnswer = only !== undefined && messages.length === 1 ? { answer: only, view } : keptAnswer;
    return view;
  };
  const readConversation = createConversationReader(prepared, { answer: viewAnswer, request: viewRequest });
  return {
    checks,
    assess(conversation) {
      keptAnswer = null;
      if (vocabulary.forgetMany()) {
        keptRequests = createBoundedMemory(REQUESTS_KEPT_MAX);
      }
      const readings = readConversation(conversation);
      const isUnanswered = conversation.answers.length === 0;
      return measured.map(({ check, measure }) => {
        const reading = readings[check.reads];
        const { met, explanation } =
          measure === undefined || reading === null || (isUnanswered && check.criterion.kind !== "turns")
            ? notApplicable("there is no answer yet")
            : measure(reading);
        return { check, met, explanation };
      });
    },
    countNgrams(answer, ngramWords) {
      const view = keptAnswer?.answer === answer && keptAnswer.view.isWhole() ? keptAnswer.view : null;
      return view === null ? countAnswerNgrams(answer, ngramWords) : view.repeatedNgrams(ngramWords);
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
  shared: Pick<SharedParts, "vocabulary" | "readOwnContent">,
): PreparedSide {
  const patterns: PatternSource[] = [];
  const phrases: (readonly string[])[] = [];
  const measures = new Map<RubricCheck, Measure>();
  for (const check of checks) {
    if (check.reads === reads) {
      measures.set(check, prepareCriterion(check.criterion, tools, { ...shared, patterns, phrases }));
    }
  }
  return {
    measures,
    finders: { patterns: tools.compilePatterns(patterns), phrases: compilePhrases(phrases, shared.vocabulary) },
  };
}

/** The readings of a conversation, by what checks read; null where none reads that. */
type Readings = Readonly<Record<RubricCheck["reads"], Reading | null>>;

/** What reads a conversation for all checks. Where there is one answer, the last and all are one text, and it is prepared once. */
function createConversationReader(
  { last, all }: Readonly<Record<RubricCheck["reads"], PreparedSide>>,
  view: Readonly<Record<"answer" | "request", (messages: readonly string[]) => TextView>>,
): (conversation: PolicyConversation) => Readings {
  return ({ requests, answers, reference }) => {
    const turns = answers.length;
    const partsOf = (answer: readonly string[], request: readonly string[]): ReadingParts => ({
      answer: view.answer(answer),
      request: view.request(request),
      reference,
      turns,
    });
    const readsLast = last.measures.size > 0;
    const readsAll = all.measures.size > 0;
    const lastParts = readsLast || turns <= 1 ? partsOf(answers.slice(-1), requests.slice(-1)) : null;
    const allParts = readsAll && turns > 1 ? partsOf(answers, requests) : lastParts;
    return {
      last: readsLast && lastParts !== null ? createReading(lastParts, last.finders) : null,
      all: readsAll && allParts !== null ? createReading(allParts, all.finders) : null,
    };
  };
}
