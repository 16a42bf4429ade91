import { z } from "zod";
import { builtinTemplateOf } from "./builtin-template-of.ts";
import { checkCount, parseAnswer } from "./parse-answer.ts";
import { renderTemplate } from "./render-template.ts";
import { type CreateScalarInterface, labelByOrder, modelMember } from "./scalar-interface.ts";

const answer = z.array(z.object({ embedding: z.array(z.number().nullable()) }));

/** SGLang's own `POST /classify`, which gives raw scores. Never its `/v1/classify`: that makes a softmax of one score, which is always 1. */
export const createSglangClassify: CreateScalarInterface = (options, upstream) => {
  const template = builtinTemplateOf(options);
  return {
    batchMax: () => options.batchMax,
    ask: async (questions, signal) => {
      const text = questions.map(({ messages }) => renderTemplate(template, messages, "by_server"));
      const said = await upstream.post("/classify", { ...modelMember(options), text, ...options.extraBody }, signal);
      return checkCount(parseAnswer(answer, said), questions.length).map(({ embedding }) => labelByOrder(embedding));
    },
  };
};
