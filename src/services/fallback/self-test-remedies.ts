import type { ModelFailureReason } from "../../ports/reward-model.ts";

/** A self-test makes several calls, and the first may have to wait until weights are loaded. */
export const SELF_TEST_MS_MIN = 30_000;

/** What to do where a model's server gave no answer to its self-test, for the operator. Names no address. */
export const SELF_TEST_REMEDIES: Readonly<Record<ModelFailureReason, string>> = {
  timeout: `No answer within ${SELF_TEST_MS_MIN / 1000} s: is the model still being loaded? A self-test takes a few calls; timeout_ms has to leave time for one.`,
  unreachable: "No connection: is the server running, and do the url's host and port name it as seen from this machine?",
  overloaded:
    "The server takes nothing more just now: its model is still being loaded (503), it is full (lower concurrency and batch), or a quota is used up (429).",
  upstream_error:
    "The server fails inside itself: its log says why. A prompt that is too long for the model or a full GPU is usual.",
  refused:
    "The server refuses the request: is the adapter the right one for it and was it started for it (501, 404), is model the name it serves, the key (api_key_env, api_key_file) valid (401, 403), and does it take the members that are sent (400: some models of judges want extra_body: {max_completion_tokens: …} and temperature: 1)?",
  bad_answer:
    "The server answers something else than this interface does: is the adapter the right one for it, and does the url end where the adapter's own paths begin?",
  unparseable: "The judge's words hold no verdict: try another `structured` form, more answer_tokens_max, or another model.",
  budget_spent: "The budget leaves nothing for a call: raise it.",
  denied: "The url leads to an address to which nothing is sent (link-local, metadata, unspecified).",
};
