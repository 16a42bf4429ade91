import { describe, expect, it } from "vitest";
import { fixtureScenario } from "../../../test/doubles/fixture-scenario.ts";
import { criteriaOf } from "./criteria-of.ts";

const COLLECTION = {
  dimensions: [
    { key: "D1_InformationGathering", title: "Information gathering", description: "Finds out what matters." },
    { key: "D2_GoalProgress", title: "Goal progress", description: "Moves the case to a good end." },
    { key: "D3_Efficiency", title: "Efficiency", description: "Does not waste turns." },
  ],
};

describe("criteriaOf", () => {
  it("gives a scenario's own criteria as they stand", () => {
    const criteria = [{ id: "kind", dimension: "D2_GoalProgress", text: "Is kind.", points: 2 }];
    expect(criteriaOf(fixtureScenario({ private: { judge: { criteria } } }), COLLECTION)).toEqual(criteria);
  });

  it("asks of each dimension by its public words where the scenario states none, worth the dimension's weight", () => {
    expect(criteriaOf(fixtureScenario(), COLLECTION)).toEqual([
      {
        id: "D1_InformationGathering",
        dimension: "D1_InformationGathering",
        text: 'Does well in "Information gathering": Finds out what matters.',
        points: 0.5,
      },
      {
        id: "D2_GoalProgress",
        dimension: "D2_GoalProgress",
        text: 'Does well in "Goal progress": Moves the case to a good end.',
        points: 0.4,
      },
      { id: "D3_Efficiency", dimension: "D3_Efficiency", text: 'Does well in "Efficiency": Does not waste turns.', points: 0.1 },
    ]);
  });

  it("asks nothing of a dimension that weighs nothing, unless none weighs anything", () => {
    const { scoring } = fixtureScenario().private;
    const weighing = (weightOf: (key: string) => number) => {
      const dimensions = scoring.dimensions.map((rule) => ({ ...rule, weight: weightOf(rule.key) }));
      return criteriaOf(fixtureScenario({ private: { scoring: { ...scoring, dimensions } } }), COLLECTION);
    };
    expect(weighing((key) => (key === "D2_GoalProgress" ? 3 : 0)).map(({ id, points }) => [id, points])).toEqual([
      ["D2_GoalProgress", 3],
    ]);
    expect(weighing(() => 0).map(({ points }) => points)).toEqual([1, 1, 1]);
  });
});
