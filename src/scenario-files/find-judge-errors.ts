import type { Scenario } from "../domain/scenarios/scenario.ts";
import type { FileFieldError } from "./file-field-error.ts";

/** Criteria for judges whose dimension is none of the scenario's. */
export function findJudgeErrors({ private: { judge, scoring } }: Scenario): readonly FileFieldError[] {
  const keys = scoring.dimensions.map(({ key }) => key);
  return (judge?.criteria ?? []).flatMap(({ id, dimension }, index) =>
    keys.includes(dimension)
      ? []
      : [
          {
            path: ["private", "judge", "criteria", index, "dimension"],
            message: `criterion "${id}": "${dimension}" is no dimension of the collection (${keys.join(", ")})`,
          },
        ],
  );
}
