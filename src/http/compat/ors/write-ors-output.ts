import { writeFloatJson } from "../write-float-json.ts";

/** What a tool call came to. */
export interface OrsOutput {
  /** What the model reads. */
  readonly text: string;
  /** Null: no value could be produced, which is never the same as 0. */
  readonly reward: number | null;
  readonly finished: boolean;
  readonly metadata: {
    /** By dimension. */
    readonly scores: Readonly<Record<string, number | null>> | null;
    /** Of the conversation so far, whatever the reward mode. */
    readonly cumulativeReward: number | null;
    readonly turn: number;
    readonly episodeId: string;
    readonly terminalReason: string | null;
    readonly outcome: string | null;
  };
}

/** Why a call that the model got wrong was not played, as clients tell the cases apart. */
export type OrsFailureReason = "not_found" | "input_validation" | "episode_finished";

const BEYOND_ASCII = /[\u007f-\uffff]/g;

/** The result of a call that was played: all members always, rewards and scores as floats, in ASCII. */
export function writeOrsOutput({ text, reward, finished, metadata }: OrsOutput): string {
  const { scores, cumulativeReward, turn, episodeId, terminalReason, outcome } = metadata;
  const further = [
    `"scores":${writeFloatJson(scores)}`,
    `"cumulative_reward":${writeFloatJson(cumulativeReward)}`,
    `"turn":${JSON.stringify(turn)}`,
    `"episode_id":${JSON.stringify(episodeId)}`,
    `"terminal_reason":${JSON.stringify(terminalReason)}`,
    `"outcome":${JSON.stringify(outcome)}`,
  ];
  const members = [
    `"blocks":[${JSON.stringify(toOrsBlock(text))}]`,
    `"metadata":{${further.join(",")}}`,
    `"reward":${writeFloatJson(reward)}`,
    `"finished":${JSON.stringify(finished)}`,
  ];
  return toAscii(`{"ok":true,"output":{${members.join(",")}}}`);
}

/** The result of a call that the model got wrong: it is told why, and nothing was played. */
export function writeOrsFailure(error: string, reason: OrsFailureReason): string {
  return toAscii(JSON.stringify({ ok: false, error, reason }));
}

/** A text as the protocol holds it. */
export function toOrsBlock(text: string) {
  return { type: "text" as const, text, detail: null };
}

/** Clients take an answer apart into lines and pieces: nothing in it may read as a line's end, or be cut in two. */
function toAscii(json: string): string {
  return json.replaceAll(BEYOND_ASCII, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
