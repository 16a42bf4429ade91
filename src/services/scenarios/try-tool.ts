import { NotFoundError } from "../../domain/errors.ts";
import type { ToolCall } from "../../domain/scenarios/tool-call.ts";
import { checkToolCall, type ToolCheck } from "../../domain/tools/check-tool-call.ts";
import type { ServicePorts } from "../service-ports.ts";
import { findLiveScenario } from "./find-live-scenario.ts";

/**
 * Whether a scenario's tool would accept a call. Nothing happens by it: a call counts in the conversation that holds it.
 * Throws NotFoundError for a scenario or tool that is not there.
 */
export function tryTool(
  ports: Pick<ServicePorts, "scenarios">,
  collectionSlug: string,
  scenarioSlug: string,
  call: ToolCall,
): ToolCheck {
  const { tools } = findLiveScenario(ports, collectionSlug, scenarioSlug).public;
  if (!tools.some(({ id, name }) => id === call.name || name === call.name)) {
    const known = tools.map(({ id }) => id).join(", ") || "none";
    throw new NotFoundError(`No tool "${call.name.slice(0, 60)}" in "${scenarioSlug}". There is ${known}.`);
  }
  return checkToolCall(call, tools);
}
