import { MODELS } from "./linear-models.ts";

/** Name of the learned model: Bradley–Terry on hashed words and style. A change of anything that its weights follow from (features, constants, order of learning) takes another name, and what was learned is learned anew. */
export const LEARNED_MODEL = "bt-hash-v2";

/** Buckets that hashed words share. */
export const BUCKETS = 2 ** 18;

/** Prompts are dealt into so many streams by their hash. For each stream there is a witness: a model that learns from all votes but those on its prompts. The witness of stream s is model s + 1, behind the one that answers. */
export const STREAMS = MODELS - 1;

/** Scenarios of a tenant that are told apart. Votes on further ones teach what all scenarios share, but no opinion is given on them. */
export const SCENARIOS_MAX = 64;

/** Votes that are kept to be learned from again: a uniform sample of all so far. */
export const RESERVOIR_SIZE = 1000;

/** How many of them, drawn by count, are learned from again after each vote. More was no better on the votes of LLMFAO, and costs as much again. */
export const REPLAYS = 1;

/** Answers of a scenario that another is held against to be scored by itself: a uniform sample of all that were voted on. */
export const REFERENCES_MAX = 64;

/** A vote that was unlikely to be asked for counts for those that were not, up to so many. */
export const WEIGHT_MAX = 10;
