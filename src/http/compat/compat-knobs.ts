import { CHAT_TEMPLATES, type ChatTemplate } from "../../domain/chat-templates/chat-template.ts";
import { InvalidRequestError } from "../../domain/errors.ts";

/** What a trainer chooses by the query of the address it is given. */
export interface CompatKnobs {
  /** `delta`: what the last answer adds to the reward of the conversation. `terminal` is `absolute` here: a conversation that is sent is over. */
  readonly rewardMode: (typeof REWARD_MODES)[number];
  /** The dimensions that every answer holds; null: those of the collection in the path. */
  readonly dims: readonly string[] | null;
  /** What stands for a reward that could not be produced: `refuse` is an error, the number a filler that is marked as one. */
  readonly onError: "refuse" | "null" | number;
  readonly stripsThinking: boolean;
  /** Null: the one whose marks come first. */
  readonly template: ChatTemplate | null;
  /** Of slime's answers. */
  readonly format: (typeof FORMATS)[number];
  /** Null: what holds for the dialect. */
  readonly latencyBudgetMs: number | null;
}

export const REWARD_MODES = ["absolute", "terminal", "delta"] as const;
export const FORMATS = ["number", "object"] as const;
const TEMPLATE_CHOICES = ["auto", ...CHAT_TEMPLATES] as const;

/** Dimensions one answer may hold. */
const DIMS_MAX = 64;
const DIM_NAME = /^[\w.-]{1,128}$/;
/** Names that overwrite a trainer's own, or ours. */
const TAKEN_NAMES = new Set([
  "reward",
  "rewards",
  "score",
  "scores",
  "response_clip_ratio",
  "kl",
  "return",
  "logprobs_diff",
  "group_reward_std",
  "reward_filled",
  "dims_filled",
]);
const NUMBER = /^-?\d{1,9}(?:\.\d{1,9})?$/;
const WHOLE = /^[1-9]\d{0,8}$/;
const QUERY_CHARACTERS_MAX = 8192;

const KNOB_NAMES = ["reward_mode", "dims", "on_error", "strip_think", "template", "format", "latency_budget_ms"] as const;
type KnobName = (typeof KNOB_NAMES)[number];

/** The knobs in a query, without its question mark. Throws InvalidRequestError for unknown ones too: a misspelt knob would silently be none. */
export function readCompatKnobs(query: string): CompatKnobs {
  if (query.length > QUERY_CHARACTERS_MAX) {
    throw new InvalidRequestError(`The query is not valid: it is longer than ${QUERY_CHARACTERS_MAX} characters.`);
  }
  const given = new URLSearchParams(query);
  const unknown = [...given.keys()].find((name) => !KNOB_NAMES.some((known) => known === name));
  if (unknown !== undefined) {
    throw new InvalidRequestError(`The query is not valid: there is no ${quote(unknown)}; there is ${KNOB_NAMES.join(", ")}.`);
  }
  return {
    rewardMode: readChoice(given, "reward_mode", REWARD_MODES),
    dims: readDims(given),
    onError: readOnError(given.get("on_error")),
    stripsThinking: readChoice(given, "strip_think", ["false", "true"]) === "true",
    template: toTemplate(readChoice(given, "template", TEMPLATE_CHOICES)),
    format: readChoice(given, "format", FORMATS),
    latencyBudgetMs: readBudget(given.get("latency_budget_ms")),
  };
}

function readChoice<const Choice extends string>(
  given: URLSearchParams,
  name: KnobName,
  choices: readonly [Choice, ...Choice[]],
) {
  const text = given.get(name) ?? choices[0];
  const chosen = choices.find((choice) => choice === text);
  if (chosen === undefined) {
    throw invalidKnob(name, text, `one of ${choices.join(", ")}`);
  }
  return chosen;
}

function toTemplate(choice: (typeof TEMPLATE_CHOICES)[number]): ChatTemplate | null {
  return choice === "auto" ? null : choice;
}

/** Separated by commas, or by plus signs (which read as spaces where they are not escaped), since OpenRLHF takes an address apart at its commas. */
function readDims(given: URLSearchParams): readonly string[] | null {
  if (!given.has("dims")) {
    return null;
  }
  const names = given.getAll("dims").flatMap((text) => text.split(/[,+\s]+/).filter((name) => name !== ""));
  const bad = names.find((name) => !DIM_NAME.test(name));
  if (bad !== undefined) {
    throw invalidKnob("dims", bad, "a name of letters, digits, dots, dashes and underscores");
  }
  const taken = names.find((name) => TAKEN_NAMES.has(name));
  if (taken !== undefined) {
    throw invalidKnob("dims", taken, "another name: trainers keep something else under this one");
  }
  const distinct = [...new Set(names)];
  if (distinct.length > DIMS_MAX) {
    throw invalidKnob("dims", `${distinct.length} names`, `at most ${DIMS_MAX} names`);
  }
  return distinct;
}

function readOnError(text: string | null): CompatKnobs["onError"] {
  if (text === null || text === "503") {
    return "refuse";
  }
  if (text === "null") {
    return text;
  }
  if (!NUMBER.test(text)) {
    throw invalidKnob("on_error", text, "503, null, or a number to put in the place of a reward");
  }
  return Number(text);
}

function readBudget(text: string | null): number | null {
  if (text !== null && !WHOLE.test(text)) {
    throw invalidKnob("latency_budget_ms", text, "a whole number of milliseconds above 0");
  }
  return text === null ? null : Number(text);
}

/** The refusal of a knob's value. @param rule completes "it must be …". */
export function invalidKnob(name: KnobName, value: string, rule: string): InvalidRequestError {
  return new InvalidRequestError(`The query is not valid: ${name} is ${quote(value)}; it must be ${rule}.`);
}

function quote(text: string): string {
  return JSON.stringify(text.slice(0, 60));
}
