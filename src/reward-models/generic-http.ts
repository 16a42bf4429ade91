import { isJsonObject } from "../domain/is-json-object.ts";
import type { ModelQuestion } from "../ports/reward-model.ts";
import { fillJsonTemplate, isBatchTemplate, type TemplateValues } from "./fill-json-template.ts";
import { badAnswer, checkCount } from "./parse-answer.ts";
import { readJsonPointer } from "./read-json-pointer.ts";
import { type BuiltinTemplate, renderMessages, renderPair, renderTemplate } from "./render-template.ts";
import { type CreateScalarInterface, type LabelledNumber, labelByOrder } from "./scalar-interface.ts";
import type { ScalarModelOptions } from "./scalar-model-options.ts";

/** Any server that takes JSON by POST and says its scores somewhere in the JSON it answers. Several conversations go in one request where the body has a list for them and the pointer a `*`. */
export const createGenericHttp: CreateScalarInterface = (options, upstream) => {
  const { path, body, scorePointer } = checkGeneric(options);
  const isBatch = isBatchTemplate(body) && scorePointer.split("/").includes("*");
  const template = options.template === "chatml" || options.template === "llama3" ? options.template : "raw";
  return {
    batchMax: () => (isBatch ? options.batchMax : 1),
    ask: async (questions, signal) => {
      const filled = fillJsonTemplate(
        body,
        questions.map((question) => valuesOf(question, template)),
      );
      const said = await upstream.post(path, isJsonObject(filled) ? { ...filled, ...options.extraBody } : filled, signal);
      const found = readJsonPointer(said, scorePointer);
      return isBatch ? checkCount(found, questions.length).map(numbersOf) : [numbersOf(found.length > 1 ? found : found[0])];
    },
  };
};

function checkGeneric({ id, template, generic, pick }: ScalarModelOptions): NonNullable<ScalarModelOptions["generic"]> {
  if (generic === null) {
    throw new RangeError(`${id}.generic: generic_http needs a path, a body and a pointer to the scores.`);
  }
  if (template === "remote") {
    throw new RangeError(
      `${id}.template: remote is not possible with generic_http: server (same as raw for {{text}}), chatml, llama3 or raw.`,
    );
  }
  if (generic.scorePointer !== "" && !generic.scorePointer.startsWith("/")) {
    throw new RangeError(`${id}.generic.scorePointer: a JSON pointer is empty or begins with "/".`);
  }
  if (typeof pick === "object" && !/^LABEL_\d+$/.test(pick.label)) {
    throw new RangeError(`${id}.pick: generic_http reads numbers without names: first, last or LABEL_<n>.`);
  }
  return generic;
}

function valuesOf({ messages, reference }: ModelQuestion, template: BuiltinTemplate): TemplateValues {
  return {
    ...renderPair(messages),
    text: renderTemplate(template, messages, "written"),
    messages: renderMessages(messages),
    reference,
  };
}

/** A score, or a list of scores of which one is picked. */
function numbersOf(found: unknown): readonly LabelledNumber[] {
  const values = Array.isArray(found) ? found : [found];
  if (found === undefined || values.some((value) => typeof value !== "number" && value !== null)) {
    throw badAnswer("without a number where the pointer leads");
  }
  return labelByOrder(values);
}
