import { z } from "zod";
import { ACT_NAMES } from "../domain/scenarios/act-name.ts";
import type { Condition } from "../domain/scenarios/condition.ts";
import { SEVERITIES } from "../domain/scenarios/severity.ts";

const CONDITION_KINDS = [
  "all",
  "any",
  "not",
  "fact",
  "raised",
  "meter",
  "turn",
  "act",
  "tool",
  "milestone",
  "minefield",
  "severity",
] as const;

export const idSchema = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_]{0,63}$/, "must be a letter followed by letters, digits or _, at most 64");

const bounds = { gte: z.int().optional(), lte: z.int().optional() };
const timesSchema = z.int().min(1).max(1000);

/** A condition as written in a file: an object with exactly one of the kinds. */
export const conditionSchema: z.ZodType<ConditionFile> = z.lazy(() =>
  z
    .strictObject({
      all: z.array(conditionSchema).min(1).max(20).optional(),
      any: z.array(conditionSchema).min(1).max(20).optional(),
      not: conditionSchema.optional(),
      fact: idSchema.optional(),
      raised: idSchema.optional(),
      meter: idSchema.optional(),
      turn: z.strictObject(bounds).optional(),
      act: z.enum(ACT_NAMES).optional(),
      tool: idSchema.optional(),
      equals: z.record(idSchema, z.union([z.string(), z.number(), z.boolean()])).optional(),
      milestone: idSchema.optional(),
      minefield: idSchema.optional(),
      severity: z.enum(SEVERITIES).optional(),
      times: timesSchema.optional(),
      ...bounds,
    })
    .check((context) => {
      const value = context.value;
      const kinds = CONDITION_KINDS.filter((kind) => value[kind] !== undefined);
      const [kind] = kinds;
      if (kinds.length !== 1 || kind === undefined) {
        context.issues.push({
          code: "custom",
          input: value,
          message: `must have exactly one of ${CONDITION_KINDS.join(", ")}; has ${kinds.join(", ") || "none"}`,
        });
        return;
      }
      for (const key of Object.keys(value)) {
        if (key !== kind && !(MODIFIERS[kind] ?? []).includes(key)) {
          context.issues.push({ code: "custom", input: value, path: [key], message: `"${key}" does not go with "${kind}"` });
        }
      }
      const fault = kind === "meter" ? boundsFault(value) : kind === "turn" ? boundsFault(value.turn ?? {}) : null;
      if (fault !== null) {
        context.issues.push({ code: "custom", input: value, message: `a ${kind} condition ${fault}` });
      }
    }),
);

/** A condition without bounds always holds, one with crossed bounds never. */
function boundsFault({ gte, lte }: { gte?: number | undefined; lte?: number | undefined }): string | null {
  if (gte === undefined && lte === undefined) {
    return "needs gte or lte";
  }
  return gte !== undefined && lte !== undefined && gte > lte ? "must satisfy gte <= lte" : null;
}

const MODIFIERS: Readonly<Record<string, readonly string[]>> = {
  raised: ["times"],
  act: ["times"],
  meter: ["gte", "lte"],
  tool: ["equals"],
};

interface ConditionFile {
  all?: ConditionFile[] | undefined;
  any?: ConditionFile[] | undefined;
  not?: ConditionFile | undefined;
  fact?: string | undefined;
  raised?: string | undefined;
  meter?: string | undefined;
  turn?: { gte?: number | undefined; lte?: number | undefined } | undefined;
  act?: (typeof ACT_NAMES)[number] | undefined;
  tool?: string | undefined;
  equals?: Record<string, string | number | boolean> | undefined;
  milestone?: string | undefined;
  minefield?: string | undefined;
  severity?: (typeof SEVERITIES)[number] | undefined;
  times?: number | undefined;
  gte?: number | undefined;
  lte?: number | undefined;
}

/** The file's form → the domain's form. */
export function toCondition(file: ConditionFile): Condition {
  if (file.all) {
    return { kind: "all", of: file.all.map(toCondition) };
  }
  if (file.any) {
    return { kind: "any", of: file.any.map(toCondition) };
  }
  if (file.not) {
    return { kind: "not", of: toCondition(file.not) };
  }
  if (file.turn) {
    return { kind: "turn", ...toBounds(file.turn) };
  }
  return toLeaf(file);
}

function toLeaf(file: ConditionFile): Condition {
  const times = file.times ?? 1;
  if (file.fact !== undefined) {
    return { kind: "fact", factId: file.fact };
  }
  if (file.raised !== undefined) {
    return { kind: "raised", topicId: file.raised, times };
  }
  if (file.meter !== undefined) {
    return { kind: "meter", meterId: file.meter, ...toBounds(file) };
  }
  if (file.act !== undefined) {
    return { kind: "act", act: file.act, times };
  }
  if (file.tool !== undefined) {
    return { kind: "tool", toolId: file.tool, equals: file.equals ?? {} };
  }
  if (file.milestone !== undefined) {
    return { kind: "milestone", milestoneId: file.milestone };
  }
  if (file.minefield !== undefined) {
    return { kind: "minefield", minefieldId: file.minefield };
  }
  return { kind: "severity", atLeast: file.severity ?? "critical" };
}

function toBounds(file: { gte?: number | undefined; lte?: number | undefined }): { gte?: number; lte?: number } {
  return { ...(file.gte === undefined ? {} : { gte: file.gte }), ...(file.lte === undefined ? {} : { lte: file.lte }) };
}
