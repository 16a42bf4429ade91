import type { Scenario } from "../scenarios/scenario.ts";
import type { Tool } from "../scenarios/tool.ts";

/** What the world may read in one place, such as `public.policy_brief`; names are told as words. */
export type PublicTexts = readonly [place: string, texts: readonly string[]];

/** All that the world may read of a scenario. */
export function publicTexts({ public: half }: Scenario): readonly PublicTexts[] {
  return [
    ["public.title", [half.title]],
    ["public.policy_brief", [half.policyBrief]],
    ["public.tags", half.tags],
    ["slug", [nameToWords(half.slug)]],
    ["public.opening", half.opening],
    ["public.tools", half.tools.flatMap((tool) => [tool.name, tool.description, ...textsOfInput(tool)])],
  ];
}

/** A name such as `night-shift` or `night_shift` as words. */
export function nameToWords(name: string): string {
  return name.replaceAll(/[-_]/g, " ");
}

/** What a tool may be called with, as the policy reads it. */
function textsOfInput(tool: Tool): readonly string[] {
  if (tool.type === "decision") {
    return tool.options.map(nameToWords);
  }
  return Object.entries(tool.jsonSchema.properties).flatMap(([field, schema]) => {
    const values = schema.type === "string" ? schema.enum : schema.type === "array" ? schema.items.enum : undefined;
    return [nameToWords(field), schema.description ?? "", ...(values ?? [])];
  });
}
