import type { SimulationFigures } from "./simulation-tally.ts";
import type { SimulationPlan } from "./start-simulation.ts";

/** `  12 s   118 votes, 590 a minute` */
export function formatProgress(elapsedMs: number, votes: number): string {
  const seconds = String(Math.floor(elapsedMs / 1000)).padStart(5);
  return `${seconds} s   ${votes} votes, ${perMinute(votes, elapsedMs)} a minute`;
}

/** What came of a simulation, as a table. */
export function formatFigures(plan: SimulationPlan, elapsedMs: number, figures: SimulationFigures): string {
  const { character } = plan;
  const rows: readonly (readonly [string, string])[] = [
    ["votes", String(figures.votes)],
    ["a minute", figures.votesPerMinute.toFixed(1)],
    ["acknowledged after, p50", milliseconds(figures.acknowledgedP50Ms)],
    ["acknowledged after, p99", milliseconds(figures.acknowledgedP99Ms)],
    ["for the better answer", Number.isNaN(figures.rightShare) ? "–" : `${(100 * figures.rightShare).toFixed(1)} %`],
    ["late", String(figures.late)],
    ["not counted", String(figures.uncounted)],
    ["sent again", String(figures.sentAgain)],
    ["server away or in trouble", String(figures.disturbances)],
    ["doubled", String(figures.contradicted)],
    ["refused", String(figures.refused)],
    ["not acknowledged", String(figures.unacknowledged)],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return [
    `${plan.annotators} annotators for ${(elapsedMs / 1000).toFixed(1)} s: skill ${character.skill}, left bias ${character.leftBias}, ties ${character.tieShare}, ${character.speedMs / 1000} s a vote, judge ${character.judge}, seed ${character.seed}`,
    ...rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value.padStart(9)}`),
  ].join("\n");
}

function perMinute(votes: number, elapsedMs: number): string {
  return elapsedMs > 0 ? ((60_000 * votes) / elapsedMs).toFixed(0) : "0";
}

function milliseconds(value: number): string {
  return Number.isNaN(value) ? "–" : `${value.toFixed(value < 10 ? 1 : 0)} ms`;
}
