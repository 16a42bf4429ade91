import { type FloatJson, writeFloatJson } from "../write-float-json.ts";

/** What a step or a reset came to, in OpenEnv's words. */
export interface OpenEnvResult<Observation extends object = object> {
  readonly observation: Observation;
  readonly reward: number | null;
  readonly done: boolean;
  /** The members that are whole numbers or no numbers. */
  readonly metadata: object;
  readonly cumulativeReward: number | null;
  readonly scores: Readonly<Record<string, number | null>> | null;
}

/** A JSON object with further members whose numbers are floats, as Python's clients expect of rewards: `1.0`, never `1`. */
export function writeWithFloats(plain: object, floats: Readonly<Record<string, FloatJson>>): string {
  const members = Object.entries(floats).map(([name, value]) => `${JSON.stringify(name)}:${writeFloatJson(value)}`);
  const rest = JSON.stringify(plain).slice(1, -1);
  return `{${(rest === "" ? members : [rest, ...members]).join(",")}}`;
}

/** The answer to `reset` or `step`. */
export function writeResult({ observation, reward, done, metadata, cumulativeReward, scores }: OpenEnvResult): string {
  const known = writeWithFloats(metadata, { cumulative_reward: cumulativeReward, scores });
  return `{"observation":${JSON.stringify(observation)},"reward":${writeFloatJson(reward)},"done":${done},"metadata":${known}}`;
}
