import { z } from "@hono/zod-openapi";
import { tryTool } from "../../../services/scenarios/try-tool.ts";
import { createBodyReader } from "../../scoring/create-body-reader.ts";
import { withoutNulls } from "../../wire/without-nulls.ts";
import { type AnswerNemo, type NemoDoor, readNemoBody } from "./nemo-call.ts";
import { readNemoGymKnobs } from "./nemo-gym-knobs.ts";
import { targetOf } from "./nemo-row.ts";
import { writeToolOutput } from "./tool-output.ts";

/** The contract of a tool's arguments. */
export const ToolArgumentsSchema = z.record(z.string(), z.unknown()).openapi("NemoGymToolArguments", {
  description: "The arguments of the call.",
  example: { value: "routine" },
});

/** The contract of what the policy is told. */
export const ToolOutputSchema = z
  .object({ accepted: z.boolean(), detail: z.string().optional().openapi({ description: "What to mend." }) })
  .openapi("NemoGymToolOutput");

/** Answers `/{tool_name}`, which agents call while a response is being made: says whether the call fits. It counts when the response is verified, or when the step that holds it is played. */
export function createToolAnswerer(door: NemoDoor): AnswerNemo {
  const read = createBodyReader(ToolArgumentsSchema);
  return async (call) => {
    readNemoGymKnobs(call.query);
    const input = withoutNulls(read(readNemoBody(call, door.limits).value));
    const { address } = targetOf({}, call, "");
    const check = tryTool(door.ports, address.collectionSlug, address.scenarioSlug, { name: call.toolName ?? "", input });
    return { text: writeToolOutput(check.accepted, check.accepted ? null : check.detail), headers: {} };
  };
}
