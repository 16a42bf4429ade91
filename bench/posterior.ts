// What a ranking's posterior costs: a refit from all votes beside the update by one vote, by number of candidates. usage: npx tsx bench/posterior.ts
import { performance } from "node:perf_hooks";
import { createDraws } from "../src/domain/numerics/create-draws.ts";
import { fitStrengths, type StrengthPrior } from "../src/domain/preference/fit-strengths.ts";
import { type ComparisonVote, tallyVotes } from "../src/domain/preference/tally-votes.ts";
import { updateStrengths } from "../src/domain/preference/update-strengths.ts";
import { winShares } from "../src/domain/preference/win-shares.ts";
import { median } from "./support/median.ts";

const CANDIDATE_COUNTS = [8, 64, 256];
const VOTES_PER_CANDIDATE = 20;
const REPEATS = 101;

/** The same draws in every run. */
const draw = createDraws(7);

function drawVotes(candidates: number): readonly ComparisonVote[] {
  return Array.from({ length: candidates * VOTES_PER_CANDIDATE }, () => {
    const left = Math.floor(draw() * candidates);
    const right = (left + 1 + Math.floor(draw() * (candidates - 1))) % candidates;
    const outcome = draw();
    return {
      left,
      right,
      choice: outcome < 0.2 ? "tie" : outcome < 0.2 + 0.8 * (left / (left + right)) ? "left" : "right",
      weight: 1,
    };
  });
}

function medianMs(task: () => unknown): number {
  task();
  const times = Array.from({ length: REPEATS }, () => {
    const startedAt = performance.now();
    task();
    return performance.now() - startedAt;
  });
  return median(times);
}

process.stdout.write(
  `${["candidates", "refit ms", "update ms", "shares ms", "refit : update"].map((title) => title.padStart(16)).join("")}\n`,
);
for (const candidates of CANDIDATE_COUNTS) {
  const tallies = tallyVotes(drawVotes(candidates));
  const prior: StrengthPrior = { means: new Array<number>(candidates).fill(0), precision: 1, lnTieMean: -1, lnTiePrecision: 1 };
  const posterior = fitStrengths(tallies, prior, "davidson");
  const refitMs = medianMs(() => fitStrengths(tallies, prior, "davidson"));
  const updateMs = medianMs(() => updateStrengths(posterior, { left: 0, right: 1, choice: "left", weight: 1 }));
  const sharesMs = medianMs(() => winShares(posterior));
  const cells = [
    String(candidates),
    refitMs.toFixed(3),
    updateMs.toFixed(3),
    sharesMs.toFixed(3),
    (refitMs / updateMs).toFixed(0),
  ];
  process.stdout.write(`${cells.map((cell) => cell.padStart(16)).join("")}\n`);
}
