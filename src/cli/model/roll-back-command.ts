import { rollBackModel } from "../../services/learned/roll-back-model.ts";
import type { CliWorld, ModelPorts } from "../cli-world.ts";

/** `folkmoot model rollback`. */
export async function rollBackCommand(
  world: CliWorld,
  { evidence }: ModelPorts,
  { tenant, json, revision }: { readonly tenant: string; readonly json: boolean; readonly revision: number },
): Promise<number> {
  const withdrawn = await rollBackModel(evidence, tenant, revision);
  if (withdrawn === null) {
    world.warn(
      `There is no snapshot ${revision} of tenant "${tenant}" that can be gone back to; \`folkmoot model list\` shows those there are.`,
    );
    return 1;
  }
  if (json) {
    world.print(JSON.stringify({ revision, withdrawn }));
    return 0;
  }
  const goal = revision === 0 ? "nothing learned" : `revision ${revision}`;
  world.print(
    withdrawn.length === 0
      ? `Nothing to do: ${goal} is what is in use.`
      : `Back to ${goal}; withdrawn: ${withdrawn.join(", ")}. What they learned from is left out from now on; a running server takes this up at its next pass.`,
  );
  return 0;
}
