import { describe, expect, it } from "vitest";
import type { Storage } from "../../../src/ports/storage.ts";

/** The contract of the scenario version store. */
export function describeScenarioVersionStore(storage: () => Storage): void {
  describe("scenario versions", () => {
    const versions = () => storage().scenarioVersions;
    const version = (digest: string, definition = "{}") => ({ digest, definition, createdAt: 1_000 });

    it("keeps many at once and finds each by its digest", async () => {
      await versions().keepVersions([version("a", '{"name":"Ä"}'), version("b")]);
      expect(await versions().findVersion("a")).toEqual(version("a", '{"name":"Ä"}'));
      expect(await versions().findVersion("b")).toEqual(version("b"));
      expect(await versions().findVersion("c")).toBeNull();
    });

    it("leaves a digest that is there as it is and keeps the others", async () => {
      await versions().keepVersions([version("a", "first")]);
      await versions().keepVersions([version("a", "second"), version("b")]);
      expect((await versions().findVersion("a"))?.definition).toBe("first");
      expect(await versions().findVersion("b")).not.toBeNull();
    });

    it("has nothing to do for no versions", async () => {
      await expect(versions().keepVersions([])).resolves.toBeUndefined();
    });
  });
}
