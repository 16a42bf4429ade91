import { z } from "@hono/zod-openapi";
import { type FieldError, InvalidRequestError } from "../../domain/errors.ts";
import { FIELD_ERRORS_MAX, toJsonPointer } from "../describe-issues.ts";

/** How long the caller waits, in milliseconds. */
export const LatencyBudgetField = z.number().int().min(1).nullish().openapi({
  description:
    "Milliseconds within which the answer is needed; the server's maximum where it is above that or absent. What cannot be finished in time has no reward and says so. Goes before `Prefer: wait=<seconds>`.",
  example: 2000,
});

/** In answers: the budget that held. */
export const EffectiveBudgetField = z
  .number()
  .int()
  .optional()
  .openapi({ description: "The budget that held, where the request gave one: no more than the server's maximum." });

/** What the caller wants of people. */
export const HumanSchema = z
  .looseObject({ mode: z.enum(["off", "auto", "require"]).nullish() })
  .nullish()
  .openapi({
    description: "`off`: no people. `auto`: people where they can still change the answer. `require` is not supported yet.",
  });

/** What the request wants of people and is not served yet, as field errors below `pointer`. */
export function findUnsupported(
  { human }: { readonly human?: z.infer<typeof HumanSchema> | undefined },
  pointer = "",
): readonly FieldError[] {
  if (human === null || human === undefined) {
    return [];
  }
  const members = human;
  const errors = Object.keys(members)
    .filter((name) => name !== "mode" && members[name] !== undefined && members[name] !== null)
    .slice(0, FIELD_ERRORS_MAX)
    .map((name) => notYet(`${pointer}${toJsonPointer(["human", name])}`, `human.${name}`));
  if (members.mode === "require") {
    errors.unshift(notYet(`${pointer}/human/mode`, 'human.mode "require"'));
  }
  return errors;
}

/** Throws InvalidRequestError where the request asks for what is not served yet. */
export function refuseUnsupported(request: Parameters<typeof findUnsupported>[0]): void {
  const errors = findUnsupported(request);
  const [first] = errors;
  if (first !== undefined) {
    throw new InvalidRequestError(first.detail, { errors });
  }
}

function notYet(pointer: string, what: string): FieldError {
  return { pointer, detail: `not supported yet: ${what}. Leave it out.` };
}
