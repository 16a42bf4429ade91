import { z } from "zod";
import { isJsonObject } from "../../domain/is-json-object.ts";
import type { MessagesPair, PairMessage, PairText, PreferencePair } from "./preference-pair.ts";
import { isDialogue, splitDialogue } from "./split-dialogue.ts";

/** A row that is no preference pair, by the field at fault. */
export class PreferenceRowError extends Error {
  constructor(field: string, fault: string) {
    super(field === "" ? fault : `${field}: ${fault}`);
    this.name = "PreferenceRowError";
  }
}

const blockSchema = z.record(z.string(), z.unknown());
const messagesSchema = z
  .array(z.looseObject({ role: z.string(), content: z.union([z.string(), z.array(blockSchema)]).nullish() }))
  .min(1);
/** Who may say the last words of a request; an answer begins with anybody else. */
const ASKING_ROLES: ReadonlySet<string> = new Set(["user", "system", "developer"]);

/** Where other data sets keep what is `prompt` here. Passed over, it would leave the answers without what was asked. */
const FOREIGN_PROMPT_FIELDS = ["question", "instruction", "query", "input"];

type Row = Readonly<Record<string, unknown>>;

/**
 * A row of a preference data set, in any of these forms: TRL (`prompt`, `chosen`, `rejected` as texts or messages; the prompt may be the common beginning of
 * both conversations instead), HH-RLHF (both as one `\n\nHuman: …\n\nAssistant: …` text), OpenAI (`input.messages`, `preferred_output`,
 * `non_preferred_output`) and `messages` beside `chosen` and `rejected`. Throws PreferenceRowError.
 */
export function readPreferenceRow(value: unknown): PreferencePair {
  if (!isJsonObject(value)) {
    throw new PreferenceRowError(
      "",
      Array.isArray(value) ? "is a JSON list; JSONL has one JSON object a line" : "is not a JSON object",
    );
  }
  const pair = readPair(value);
  const foreign = pair.prompt.length > 0 ? undefined : FOREIGN_PROMPT_FIELDS.find((field) => holdsRequest(value[field]));
  if (foreign !== undefined) {
    throw new PreferenceRowError(foreign, 'is not read; what was asked has to stand in "prompt"');
  }
  return pair;
}

function readPair(value: Row): PreferencePair {
  const isOpenAi = "preferred_output" in value;
  const chosen = readText(value, isOpenAi ? "preferred_output" : "chosen");
  const rejected = readText(value, isOpenAi ? "non_preferred_output" : "rejected");
  const prompt = readPrompt(value);
  if (typeof chosen === "string" && typeof rejected === "string") {
    return pairOfTexts(prompt, chosen, rejected);
  }
  const answers = { chosen: toMessages(chosen, "assistant"), rejected: toMessages(rejected, "assistant") };
  const areWhole = asks(answers.chosen[0]) && asks(answers.rejected[0]);
  return areWhole ? splitCommonBeginning(answers.chosen, answers.rejected) : { prompt: promptMessages(prompt), ...answers };
}

function holdsRequest(value: unknown): boolean {
  return (typeof value === "string" || Array.isArray(value)) && value.length > 0;
}

function readText(row: Row, field: string): PairText {
  const value = row[field];
  if (value === undefined || value === null) {
    throw new PreferenceRowError(field, "is missing");
  }
  if (typeof value === "string") {
    return value;
  }
  if (!Array.isArray(value)) {
    throw new PreferenceRowError(field, "must be a text or a list of {role, content} messages");
  }
  return readMessages(value, field);
}

function readMessages(value: unknown, field: string): readonly PairMessage[] {
  const parsed = messagesSchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new PreferenceRowError([field, ...(issue?.path ?? [])].join("."), issue?.message ?? "is no list of messages");
  }
  return parsed.data;
}

/** From `prompt`, `messages` or `input.messages`, the first that is there. */
function readPrompt(row: Row): PairText | undefined {
  const field = ["prompt", "messages"].find((name) => row[name] !== undefined && row[name] !== null);
  if (field !== undefined) {
    return Array.isArray(row[field]) && row[field].length === 0 ? undefined : readText(row, field);
  }
  const input = row["input"];
  return isJsonObject(input) ? readMessages(input["messages"], "input.messages") : undefined;
}

function pairOfTexts(prompt: PairText | undefined, chosen: string, rejected: string): PreferencePair {
  if (prompt === undefined && isDialogue(chosen) && isDialogue(rejected)) {
    return splitCommonBeginning(splitDialogue(chosen), splitDialogue(rejected));
  }
  if (prompt === undefined || (typeof prompt === "string" && !isDialogue(prompt))) {
    return { prompt: prompt ?? "", chosen, rejected };
  }
  const answers = { chosen: toMessages(chosen.trim(), "assistant"), rejected: toMessages(rejected.trim(), "assistant") };
  return { prompt: promptMessages(prompt), ...answers };
}

function promptMessages(prompt: PairText | undefined): readonly PairMessage[] {
  if (prompt === undefined) {
    return [];
  }
  if (typeof prompt !== "string" || !isDialogue(prompt)) {
    return toMessages(prompt, "user");
  }
  const turns = splitDialogue(prompt);
  const last = turns.at(-1);
  return last?.role === "assistant" && last.content === "" ? turns.slice(0, -1) : turns;
}

function toMessages(text: PairText, role: string): readonly PairMessage[] {
  return typeof text === "string" ? [{ role, content: text }] : text;
}

function asks(message: PairMessage | undefined): boolean {
  return message !== undefined && ASKING_ROLES.has(message.role);
}

/** Two whole conversations told apart into what they share and what each answers. The answers begin where they part; equal ones keep their last message. */
function splitCommonBeginning(chosen: readonly PairMessage[], rejected: readonly PairMessage[]): MessagesPair {
  const shorter = Math.min(chosen.length, rejected.length) - 1;
  let shared = 0;
  while (shared < shorter && JSON.stringify(chosen[shared]) === JSON.stringify(rejected[shared])) {
    shared += 1;
  }
  if (asks(chosen[shared]) || asks(rejected[shared])) {
    throw new PreferenceRowError("chosen", "and rejected do not answer the same request");
  }
  return { prompt: chosen.slice(0, shared), chosen: chosen.slice(shared), rejected: rejected.slice(shared) };
}
