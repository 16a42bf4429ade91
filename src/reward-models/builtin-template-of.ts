import type { BuiltinTemplate } from "./render-template.ts";
import type { ScalarModelOptions } from "./scalar-model-options.ts";

/** The template of an interface that is sent texts. Throws RangeError where the options leave templating to the server, which cannot. */
export function builtinTemplateOf({ id, adapter, template }: ScalarModelOptions): BuiltinTemplate {
  if (template === "server" || template === "remote") {
    throw new RangeError(
      `${id}.template: ${template} is not possible with ${adapter}, which is sent texts: chatml, llama3 or raw.`,
    );
  }
  return template;
}
