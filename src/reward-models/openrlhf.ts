import { z } from "zod";
import { builtinTemplateOf } from "./builtin-template-of.ts";
import { checkCount, parseAnswer } from "./parse-answer.ts";
import { renderPair, renderTemplate } from "./render-template.ts";
import { type CreateScalarInterface, labelByOrder } from "./scalar-interface.ts";

const score = z.number().nullable();
const answer = z.object({ rewards: z.array(z.union([score, z.array(score)])) });

/** The reward server of OpenRLHF (`serve_rm`, and the many written to be asked by it): `POST /get_reward` with whole texts, prompts and right answers, a reward each in their order. */
export const createOpenRlhf: CreateScalarInterface = (options, upstream) => {
  const template = builtinTemplateOf(options);
  const path = options.upstream.baseUrl.pathname.endsWith("/get_reward") ? "" : "/get_reward";
  return {
    batchMax: () => options.batchMax,
    ask: async (questions, signal) => {
      const query = questions.map(({ messages }) => renderTemplate(template, messages, "written"));
      const prompts = questions.map(({ messages }) => renderPair(messages).prompt);
      const labels = questions.map(({ reference }) => reference);
      const { rewards } = parseAnswer(
        answer,
        await upstream.post(path, { query, prompts, labels, ...options.extraBody }, signal),
      );
      return checkCount(rewards, questions.length).map((reward) => labelByOrder([reward].flat()));
    },
  };
};
