import { z } from "@hono/zod-openapi";
import { type FieldError, InvalidRequestError } from "../../domain/errors.ts";
import { FIELD_ERRORS_MAX, toJsonPointer } from "../describe-issues.ts";

const LATENCY_BUDGET_MS_MAX = 600_000;

/** How long the caller waits. Today every answer is computed at once, so any budget is kept. */
export const LatencyBudgetField = z
  .number()
  .int()
  .min(1)
  .max(LATENCY_BUDGET_MS_MAX)
  .nullish()
  .openapi({ description: "Milliseconds within which the answer is needed.", example: 2000 });

/** What the caller wants of people. */
export const HumanSchema = z
  .looseObject({ mode: z.enum(["off", "auto", "require"]).nullish() })
  .nullish()
  .openapi({
    description: "`off`: no people. `auto`: people where they can still change the answer. `require` is not supported yet.",
  });

/** Contract members that are known but not served yet. Declared, so that a caller who relies on one is told instead of ignored. */
export const notYetSupported = {
  normalization_key: z.unknown().optional().openapi({ description: "Not supported yet." }),
  normalization_windows: z.unknown().optional().openapi({ description: "Not supported yet." }),
};

/** The parts of a request that ask for what is not served yet, as field errors below `pointer`. */
export function findUnsupported(
  request: {
    readonly human?: z.infer<typeof HumanSchema>;
    readonly normalization_key?: unknown;
    readonly normalization_windows?: unknown;
  },
  pointer = "",
): readonly FieldError[] {
  const human = request.human ?? {};
  const members = Object.keys(human)
    .filter((name) => name !== "mode" && !isAbsent(human[name]))
    .slice(0, FIELD_ERRORS_MAX);
  const errors = members.map((name) => notYet(`${pointer}${toJsonPointer(["human", name])}`, `human.${name}`));
  if (human.mode === "require") {
    errors.unshift(notYet(`${pointer}/human/mode`, 'human.mode "require"'));
  }
  for (const name of ["normalization_key", "normalization_windows"] as const) {
    if (!isAbsent(request[name])) {
      errors.push(notYet(`${pointer}/${name}`, name));
    }
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

/** A field error for one part that is not served yet. */
export function notYet(pointer: string, what: string): FieldError {
  return { pointer, detail: `not supported yet: ${what}. Leave it out.` };
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}
