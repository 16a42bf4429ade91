import { describe, expect, it } from "vitest";
import { buildSimulation } from "./build-simulation.ts";
import { PLANTED_BUGS } from "./planted-bugs.ts";

/** A bug has to show within the schedules that are promised. */
const SCHEDULES = 10_000;
const SEED = 1;
const TIMEOUT_MS = 900_000;

describe("a bug that is planted breaks a promise", () => {
  it.each(PLANTED_BUGS.map((bug, place) => ({ ...bug, place })))(
    "$name",
    { timeout: TIMEOUT_MS },
    async ({ name, edits, seed, place }) => {
      const findViolation = await buildSimulation(String(place), edits);
      const { violation, schedules } = await findViolation(SCHEDULES, seed ?? SEED, false);
      console.log(`${name}: "${violation?.promise ?? "no promise"}" was broken by schedule ${schedules}`);
      expect(violation).not.toBeNull();
    },
  );
});
