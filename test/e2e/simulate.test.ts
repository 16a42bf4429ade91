import { describe, expect, it } from "vitest";
import type { ApiClient } from "./support/api-client.ts";
import { type Program, SHIPPED_SCENARIOS, startProgram } from "./support/program.ts";
import { useProgramWorld } from "./support/program-world.ts";
import { waitUntil } from "./support/wait-until.ts";

const ANNOTATORS = 6;
const BUDGET_MS = 60_000;

interface Answer {
  readonly winner: string | null;
  readonly votes: { readonly count: number };
}

/** People of perfect judgement who hold for good what the answers say of themselves. */
const PERFECT = ["--skill", "1", "--bias", "0", "--ties", "0", "--judge", "quality", "--speed", "100ms", "--for", "1h"];

function startCrowd(url: string, words: readonly string[] = []): Program {
  return startProgram(["simulate", "--url", url, "--annotators", String(ANNOTATORS), ...PERFECT, ...words]);
}

/** Asks people which of two answers is better, of which they can tell. */
function ask(client: ApiClient, name: string, isABetter: boolean): Promise<Answer> {
  const conversation = (quality: number) => ({
    messages: [
      { role: "user", content: `What about ${name}?` },
      { role: "assistant", content: `An answer to ${name} of quality=${quality}.` },
    ],
  });
  return client.json<Answer>(200, "POST", "/api/v1/compare", {
    collection_slug: "preference",
    scenario_slug: "general",
    response_a: conversation(isABetter ? 0.9 : 0.1),
    response_b: conversation(isABetter ? 0.1 : 0.9),
    latency_budget_ms: BUDGET_MS,
    human: { mode: "require", min_votes: 3, max_votes: ANNOTATORS },
  });
}

/** Value of a row of the table that a crowd prints at its end. */
function figure(stdout: string, row: string): number {
  return Number(new RegExp(`^ +${row} +([0-9.]+)`, "m").exec(stdout)?.[1]);
}

describe("folkmoot simulate", () => {
  const world = useProgramWorld();

  it("decides comparisons as people of that skill would, and votes sent twice count once", async () => {
    const server = await world.start({ scenarios: SHIPPED_SCENARIOS });
    const crowd = startCrowd(server.url, ["--resend", "0.5"]);
    const client = world.connect(server);
    const names = Array.from({ length: 12 }, (_, index) => `matter ${index}`);
    const answers = await Promise.all(names.map((name, index) => ask(client, name, index % 2 === 0)));
    expect(answers.map(({ winner }) => winner)).toEqual(names.map((_, index) => (index % 2 === 0 ? "a" : "b")));
    expect(Math.min(...answers.map(({ votes }) => votes.count))).toBeGreaterThanOrEqual(3);
    expect(Math.max(...answers.map(({ votes }) => votes.count))).toBeLessThanOrEqual(ANNOTATORS);
    crowd.signal("SIGTERM");
    const { exitCode, stdout, stderr } = await crowd.ended;
    expect(exitCode, stdout + stderr).toBe(0);
    expect(figure(stdout, "votes")).toBeGreaterThanOrEqual(3 * names.length);
    expect(figure(stdout, "for the better answer")).toBe(100);
    expect(figure(stdout, "sent again")).toBeGreaterThan(0);
    expect(figure(stdout, "doubled")).toBe(0);
  });

  it("outlasts a server that is killed and comes back", async () => {
    const first = await world.start({ scenarios: SHIPPED_SCENARIOS });
    const crowd = startCrowd(first.url);
    const before = world.connect(first);
    await ask(before, "the time before", true);
    await first.kill();
    const flags = ["--port", new URL(first.url).port];
    const second = await world.start({ scenarios: SHIPPED_SCENARIOS, flags });
    const after = world.connect(second);
    await waitUntil("the crowd is back", async () => {
      const { live } = await after.json<{ readonly live: number }>(200, "GET", "/api/v1/pool");
      return live === ANNOTATORS;
    });
    expect(await ask(after, "the time after", false)).toMatchObject({ winner: "b" });
    crowd.signal("SIGTERM");
    const { exitCode, stdout, stderr } = await crowd.ended;
    expect(exitCode, stdout + stderr).toBe(0);
    expect(figure(stdout, "not acknowledged")).toBe(0);
  });

  it("says what is wrong where it cannot begin", async () => {
    const server = await world.start();
    const gone = server.url;
    await server.kill();
    const { exitCode, stderr } = await startCrowd(gone).ended;
    expect(exitCode).toBe(1);
    expect(stderr).toBe(`No answer from ${gone}: --url says where the server is.\n`);
    const misused = await startCrowd(gone, ["--skill", "1.5"]).ended;
    expect(misused.exitCode).toBe(2);
    expect(misused.stderr).toContain("number from 0 to 1");
    const nobody = await startCrowd(gone, ["--audience", "a b"]).ended;
    expect(nobody).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("letters, digits, dots") });
  });
});
