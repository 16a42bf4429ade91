// Is early stopping honest, and what does it save? Pairs of known strength, looked at after every vote, computed exactly; beside them the fixed number of votes whose
// majority errs as often. usage: npm run measure:stopping
import type { StoppingRule } from "../src/domain/stopping/decide-stop.ts";
import { type StoppedPairs, walkStoppingRule } from "../test/doubles/walk-stopping-rule.ts";

const VOTES_MAX = 200;
const SHARES = [0.5, 0.6, 0.7, 0.8, 0.9];
const RULES: readonly { readonly name: string; readonly base: number; readonly rule: StoppingRule }[] = [
  { name: "anytime .95", base: 2, rule: { method: "anytime", stopAt: 0.95, minVotes: 3, maxVotes: VOTES_MAX } },
  {
    name: "posterior .95, prior Beta(2, 2)",
    base: 2,
    rule: { method: "posterior", stopAt: 0.95, minVotes: 3, maxVotes: VOTES_MAX },
  },
];
/** A population of pairs with shares from Beta(2, 2), by its density at the middles of 100 cells. */
const POPULATION = Array.from({ length: 100 }, (_value, at) => (at + 0.5) / 100).map((share) => ({
  share,
  weight: (6 * share * (1 - share)) / 100,
}));

const titles = ["share", "called", "too close", "wrong", "votes", "fixed votes", "saved"];
for (const { name, base, rule } of RULES) {
  const walk = walkStoppingRule(rule, base);
  process.stdout.write(`${name}\n${titles.map((title) => title.padStart(12)).join("")}\n`);
  for (const share of SHARES) {
    const stopped = walk(share);
    printRow(share.toFixed(1), stopped, share === 0.5 ? null : fixedVotesFor([{ share, weight: 1 }], stopped.favoursB));
  }
  const mixed = mix(POPULATION.map(({ share, weight }) => ({ weight, stopped: walk(Math.max(share, 1 - share)) })));
  printRow("Beta(2, 2)", mixed, fixedVotesFor(POPULATION, mixed.favoursB));
  process.stdout.write("\n");
}

/** `wrong`: the votes favour the side that fewer people prefer; of an even pair: it was called at all. */
function printRow(name: string, { reasons, favoursB, meanVotes }: StoppedPairs, fixed: number | null): void {
  const cells = [
    name,
    percent(reasons.confidence),
    percent(reasons.too_close),
    percent(fixed === null ? reasons.confidence : favoursB),
    meanVotes.toFixed(1),
    fixed === null ? "–" : String(fixed),
    fixed === null ? "–" : percent(1 - meanVotes / fixed),
  ];
  process.stdout.write(`${cells.map((cell) => cell.padStart(12)).join("")}\n`);
}

function mix(parts: readonly { readonly weight: number; readonly stopped: StoppedPairs }[]): StoppedPairs {
  const total = (value: (stopped: StoppedPairs) => number) =>
    parts.reduce((sum, { weight, stopped }) => sum + weight * value(stopped), 0);
  return {
    reasons: {
      confidence: total(({ reasons }) => reasons.confidence),
      too_close: total(({ reasons }) => reasons.too_close),
      quorum: total(({ reasons }) => reasons.quorum),
    },
    favoursB: total(({ favoursB }) => favoursB),
    confidentlyB: total(({ confidentlyB }) => confidentlyB),
    meanVotes: total(({ meanVotes }) => meanVotes),
  };
}

/** The least odd number of votes for every pair whose majority is wrong at most that often. */
function fixedVotesFor(population: readonly { readonly share: number; readonly weight: number }[], wrong: number): number {
  for (let votes = 1; ; votes += 2) {
    const error = population.reduce(
      (sum, { share, weight }) => sum + weight * wrongMajority(votes, Math.max(share, 1 - share)),
      0,
    );
    if (error <= wrong || votes > 5 * VOTES_MAX) {
      return votes;
    }
  }
}

function wrongMajority(votes: number, share: number): number {
  let probability = (1 - share) ** votes;
  let sum = 0;
  for (let forA = 0; forA <= (votes - 1) / 2; forA += 1) {
    sum += probability;
    probability *= ((votes - forA) / (forA + 1)) * (share / (1 - share));
  }
  return sum;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
