import { describe, expect, it } from "vitest";
import { findViolation } from "./find-violation.ts";

/** Of all parts together. `SCHEDULES=10000 npx vitest run --project simulation` plays more. */
const SCHEDULES = Number(process.env["SCHEDULES"] ?? 5000);
/** Another seed plays other schedules. */
const SEED = Number(process.env["SEED"] ?? 1);
const PARTS = 5;
/** Against hanging; a busy machine may take many times as long as an idle one. */
const TIMEOUT_MS = 900_000;

describe(`${SCHEDULES} schedules of callers, annotators, crashes and a failing disk`, () => {
  it.each(Array.from({ length: PARTS }, (_, part) => part))(
    "keep every promise, part %i",
    { timeout: TIMEOUT_MS },
    async (part) => {
      const { violation, message, schedules, tally } = await findViolation(Math.ceil(SCHEDULES / PARTS), SEED + part, true);
      expect(violation, `${violation?.promise}: ${violation?.detail}\n${message}`).toBeNull();
      console.log(`seed ${SEED + part}, ${schedules} schedules: ${JSON.stringify(tally)}`);
      // What never happens holds no promise to account.
      for (const [what, count] of Object.entries(tally)) {
        expect(count, what).toBeGreaterThanOrEqual(Math.floor(schedules / 100));
      }
    },
  );
});
