import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { compareCandidates, targetOf, type VoteExample } from "../../../src/domain/learned/vote-example.ts";
import { draw } from "../../../src/domain/persona/draw.ts";

// The votes of people on answers of language models, LLMFAO (Ustalov 2023): 8,931 votes on 2,139 pairs of answers to 13 prompts.

const folder = fileURLToPath(new URL("../../../../shared/data/llmfao/", import.meta.url));

/** Whether the data is there. */
export const hasLlmfao = existsSync(`${folder}crowd-comparisons.csv`) && existsSync(`${folder}pairs-crowd.jsonl`);

interface PairLine {
  readonly id: number;
  readonly text: string;
  readonly model_x: number;
  readonly model_y: number;
  readonly result_x: string;
  readonly result_y: string;
}

/** All votes, ready to be learned from, as the file orders them: by prompt. */
export function readLlmfaoVotes(): readonly VoteExample[] {
  const names = new Map(readLines<{ id: number; name: string }>("models.jsonl").map(({ id, name }) => [id, name]));
  const pairs = new Map(
    readLines<PairLine>("pairs-crowd.jsonl").map((pair) => [
      pair.id,
      {
        nameOfX: names.get(pair.model_x),
        compared: compareCandidates(
          {
            context: { title: "", messages: [{ role: "user", content: pair.text }] },
            a: [{ role: "assistant", content: pair.result_x }],
            b: [{ role: "assistant", content: pair.result_y }],
          },
          null,
        ),
      },
    ]),
  );
  const [, ...rows] = readFileSync(`${folder}crowd-comparisons.csv`, "utf8").trim().split("\n");
  return rows.map((row) => {
    const [id = "", , , , , winner = "", left = "", right = ""] = row.split(",");
    const pair = pairs.get(Number(id));
    const name = winner === "left" ? left : right;
    if (pair === undefined) {
      throw new Error(`LLMFAO has a vote on pair ${id}, which it does not have.`);
    }
    const choice = winner === "tie" ? "tie" : name === pair.nameOfX ? "a" : "b";
    return { ...pair.compared, scenarioKey: "llmfao/crowd", target: targetOf(choice), weight: 1 };
  });
}

/** The same in another order, as a log would have them: the votes on all prompts one among the other. */
export function shuffled<T>(values: readonly T[], seed: string): readonly T[] {
  return values
    .map((value, place) => ({ value, place, key: draw(`${seed}|${place}`) }))
    .sort((one, other) => one.key - other.key || one.place - other.place)
    .map(({ value }) => value);
}

/** The same votes with what they say dealt out anew: there is nothing left to learn. */
export function withShuffledLabels(votes: readonly VoteExample[], seed: string): readonly VoteExample[] {
  const targets = shuffled(
    votes.map(({ target }) => target),
    `${seed}|labels`,
  );
  return votes.map((vote, place) => ({ ...vote, target: targets[place] ?? vote.target }));
}

function readLines<T>(name: string): readonly T[] {
  return readFileSync(`${folder}${name}`, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as T);
}
