import { describe, expect, it } from "vitest";
import { newLeaseId } from "./new-lease-id.ts";

describe("a lease's identifier", () => {
  const at = (now: number, token: string) =>
    newLeaseId({ clock: { now: () => now }, random: { uint32: () => 0, token: () => token } });

  it("says what it names, and ends with what cannot be guessed", () => {
    expect(at(Date.UTC(2026, 0, 1), "secret")).toMatch(/^ls_[0-9a-z]{9}_secret$/);
  });

  it("is in the order of the time", () => {
    const instants = [0, 1, Date.UTC(2026, 0, 1), Date.UTC(2026, 0, 1, 0, 0, 0, 1), Date.UTC(2070, 0, 1)];
    const identifiers = instants.map((now) => at(now, "token"));
    expect(identifiers.toSorted()).toEqual(identifiers);
  });
});
