import { toFraction } from "../../domain/numerics/to-fraction.ts";
import { draw } from "../../domain/persona/draw.ts";

/** What simulated annotators hold for good. Each is a pure function of the text alone, so that all of them agree on the truth and whoever runs the simulation knows it. */
export const JUDGES = ["seeded", "length", "quality"] as const;
export type Judge = (typeof JUDGES)[number];

/** Length, in characters, of a text that `length` gives ½. */
const MIDDLING_LENGTH = 500;
const MARK = /\bquality=(0(?:\.\d+)?|1(?:\.0+)?)\b/;

/**
 * The hidden quality of a text, 0..1.
 * - `seeded`: drawn from the text and the seed, evenly: what is good has nothing to do with what the text says, so that a fallback cannot guess it.
 * - `length`: the longer, the better.
 * - `quality`: the number that stands in it as `quality=0.83`, ½ where there is none: for trials whose truth is written into the answers.
 */
export function judgeQuality(judge: Judge, text: string, seed: number): number {
  switch (judge) {
    case "seeded":
      return toFraction(draw(`quality|${seed}|${text}`));
    case "length":
      return text.length / (text.length + MIDDLING_LENGTH);
    case "quality":
      return Number(MARK.exec(text)?.[1] ?? 0.5);
  }
}
