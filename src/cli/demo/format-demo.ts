import { progressBar } from "../progress-bar.ts";
import type { PairScores } from "./score-pairs.ts";
import type { PlayedConversation } from "./train-policy.ts";

const SPARKS = "▁▂▃▄▅▆▇█";
const LINE_WIDTH = 96;

/** `[#####.....] 12/40` */
export function formatSteps(done: number, total: number): string {
  return `[${progressBar(done / Math.max(1, total))}] ${done}/${total}`;
}

/** The learning curve: first and last steps, and a line of sparks. */
export function formatTraining(meanRewards: readonly number[]): string {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  const tenth = Math.max(1, Math.floor(meanRewards.length / 10));
  const sparks = meanRewards
    .map((reward) => SPARKS.charAt(Math.min(SPARKS.length - 1, Math.floor(reward * SPARKS.length))))
    .join("");
  return `   mean reward ${mean(meanRewards.slice(0, tenth)).toFixed(3)} at first, ${mean(meanRewards.slice(-tenth)).toFixed(3)} at last   ${sparks}`;
}

/** The transcript with the reward after every turn, then a table of the dimensions. */
export function formatConversation(played: PlayedConversation): string {
  const lines: string[] = [];
  let turn = 0;
  for (const message of played.messages) {
    const speaker = message.role === "user" ? "persona" : "policy ";
    lines.push(...wrap(message.content, `   ${speaker}  `));
    for (const call of message.tool_calls ?? []) {
      lines.push(...wrap(`[${call.name} ${JSON.stringify(call.input)}]`.slice(0, 180), "            "));
    }
    if (message.role === "user" && message.content !== played.messages[0]?.content) {
      const answer = played.turns[turn];
      turn += 1;
      if (answer) {
        lines.push(
          `            reward ${answer.reward.toFixed(3)} (${answer.reward_delta >= 0 ? "+" : ""}${answer.reward_delta.toFixed(3)})`,
        );
      }
    }
  }
  const last = played.turns.at(-1);
  lines.push("", `   ${"dimension".padEnd(30)} score`);
  for (const [key, score] of Object.entries(last?.scores ?? {})) {
    lines.push(`   ${key.padEnd(30)} ${score.toFixed(3)}`);
  }
  lines.push(
    `   ${"reward".padEnd(30)} ${played.reward.toFixed(3)}   (${last?.terminal_reason ?? "still open"}, ${last?.outcome ?? "no outcome"})`,
  );
  return lines.join("\n");
}

/** Accuracy beside what a coin and "the longer one" would have got. */
export function formatPairs(scores: PairScores): string {
  const share = (count: number) => `${((100 * count) / Math.max(1, scores.count)).toFixed(1)} %`.padStart(7);
  const lines = [
    `   ${"request".padEnd(60)} preferred  other`,
    ...scores.examples.map(
      ({ prompt, rewardChosen, rewardRejected }) =>
        `   ${shorten(prompt, 58).padEnd(60)} ${rewardChosen.toFixed(3).padStart(9)}  ${rewardRejected.toFixed(3)}`,
    ),
    `   ${"mean of all".padEnd(60)} ${scores.meanChosen.toFixed(3).padStart(9)}  ${scores.meanRejected.toFixed(3)}`,
    "",
    `   the preferred answer won   ${share(scores.right)}   (ties ${share(scores.ties).trim()})`,
    `   "the longer one" would     ${share(scores.longestRight)}`,
    "   a coin would                50.0 %",
    "   The embedded scorer reads form, not truth. People and reward models join it at the same endpoint.",
  ];
  return lines.join("\n");
}

function wrap(text: string, prefix: string): readonly string[] {
  const words = text.replaceAll(/\s+/g, " ").trim().split(" ");
  const lines: string[] = [];
  let line = prefix;
  for (const word of words) {
    if (line.length + word.length > LINE_WIDTH && line.trim() !== "") {
      lines.push(line.trimEnd());
      line = " ".repeat(prefix.length);
    }
    line += `${word} `;
  }
  return [...lines, line.trimEnd()];
}

/** A text on one line, cut off where it is longer than that. */
export function shorten(text: string, width: number): string {
  const flat = text.replaceAll(/\s+/g, " ").trim();
  return flat.length > width ? `${flat.slice(0, width - 1)}…` : flat;
}
