import { describe, expect, it } from "vitest";
import { fixtureScenario } from "../../../../test/doubles/fixture-scenario.ts";
import type { Tool } from "../../../domain/scenarios/tool.ts";
import { describeSchemas } from "./describe-environment.ts";

const membersOf = (tools: readonly Tool[]) =>
  Object.keys(describeSchemas({ scenario: fixtureScenario({ public: { tools } }).public }).action.properties);

describe("the schema of an action", () => {
  it("offers the scenario's tools", () => {
    expect(membersOf(fixtureScenario().public.tools)).toEqual(["content", "tool_calls"]);
  });

  it("has the text alone where there are none: some clients make an action of a plain reply only then", () => {
    expect(membersOf([])).toEqual(["content"]);
  });

  it("offers tools where the address names no scenario", () => {
    expect(Object.keys(describeSchemas({ scenario: null }).action.properties)).toEqual(["content", "tool_calls"]);
  });
});
