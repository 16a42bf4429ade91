import { z } from "@hono/zod-openapi";
import { createBodyReader } from "../../scoring/create-body-reader.ts";
import { writeFloatJson } from "../write-float-json.ts";
import { type AnswerNemo, type NemoDoor, readNemoBody } from "./nemo-call.ts";
import { readNemoGymKnobs } from "./nemo-gym-knobs.ts";
import { joinJsonMembers } from "./split-json-members.ts";

/** Rollouts of one evaluation. */
const ROLLOUTS_MAX = 100_000;

/** The contract of verified rows, stripped of what is not a number. */
export const AggregateSchema = z
  .looseObject({ verify_responses: z.array(z.record(z.string(), z.unknown())).max(ROLLOUTS_MAX) })
  .openapi("NemoGymAggregate", {
    example: { verify_responses: [{ _ng_task_index: 0, _ng_rollout_index: 0, reward: 0.75, shaping: 0 }] },
  });

const metrics = z.record(z.string(), z.number());

/** The contract of the answer. */
export const AggregatedSchema = z
  .object({
    group_level_metrics: z.array(metrics).openapi({ description: "One object a task, in the order of `_ng_task_index`." }),
    agent_metrics: metrics.openapi({ description: "`mean/`, `max/`, `min/`, `median/` and `std/` of every number of the rows." }),
    key_metrics: metrics.openapi({ description: "The means among them." }),
    perf_summary: z.null(),
    repeat_level_metrics: z.array(metrics).openapi({ description: "Empty: repeats are not told apart here." }),
  })
  .openapi("NemoGymAggregated");

type Row = Readonly<Record<string, unknown>>;
type Numbers = readonly (readonly [name: string, text: string])[];

/** Answers `/aggregate_metrics` as the base class of NeMo Gym does: rows that are marked as not measured count in no mean, but are counted. */
export function createAggregateAnswerer(door: NemoDoor): AnswerNemo {
  const read = createBodyReader(AggregateSchema);
  return async (call) => {
    readNemoGymKnobs(call.query);
    const { verify_responses: rows } = read(readNemoBody(call, door.limits).value);
    return { text: aggregateRows(rows), headers: {} };
  };
}

/** The text of the answer. */
function aggregateRows(rows: readonly Row[]): string {
  const measured = rows.filter(({ mask_sample: isMasked }) => isMasked !== true);
  const coverage = measured.length === rows.length ? [] : coverageOf(rows, measured);
  const repeats = new Set(rows.map(repeatOf)).size;
  const statistics = describeRows(measured);
  const repeatCount: Numbers = measured.length === 0 ? [] : [["num_repeats", String(repeats)]];
  const groups = [...groupByTask(measured)].toSorted(([one], [other]) => one - other);
  return joinJsonMembers([
    ["group_level_metrics", `[${groups.map(([task, group]) => joinJsonMembers(describeGroup(task, group))).join(",")}]`],
    ["agent_metrics", joinJsonMembers([...statistics, ...coverage, ...repeatCount])],
    ["key_metrics", joinJsonMembers([...statistics.filter(([name]) => name.startsWith("mean/")), ...coverage])],
    ["perf_summary", "null"],
    ["repeat_level_metrics", "[]"],
  ]);
}

function describeGroup(task: number, group: readonly Row[]): Numbers {
  return [["_ng_task_index", String(task)], ["num_rollouts", String(group.length)], ...describeRows(group)];
}

function coverageOf(rows: readonly Row[], measured: readonly Row[]): Numbers {
  const tasks = new Set(measured.map(taskOf));
  const counts = {
    measured_rollouts: measured.length,
    masked_rollouts: rows.length - measured.length,
    measured_tasks: tasks.size,
    fully_masked_tasks: new Set(rows.map(taskOf)).size - tasks.size,
  };
  return Object.entries(counts).map(([name, count]) => [`coverage/${name}`, String(count)]);
}

function groupByTask(rows: readonly Row[]): ReadonlyMap<number, readonly Row[]> {
  const groups = new Map<number, Row[]>();
  for (const row of rows) {
    pushTo(groups, taskOf(row), row);
  }
  return groups;
}

function taskOf({ _ng_task_index: index }: Row): number {
  return typeof index === "number" ? index : 0;
}

function repeatOf({ _ng_rollout_index: index }: Row): number {
  return typeof index === "number" ? index : 0;
}

/** Every number that rows have, a boolean as 0 or 1; names that begin with an underscore are NeMo's own. */
function describeRows(rows: readonly Row[]): Numbers {
  const columns = new Map<string, number[]>();
  for (const row of rows) {
    for (const [name, value] of Object.entries(row)) {
      const number = typeof value === "boolean" ? Number(value) : value;
      if (typeof number === "number" && Number.isFinite(number) && !name.startsWith("_")) {
        pushTo(columns, name, number);
      }
    }
  }
  return [...columns].flatMap(([name, values]) =>
    Object.entries(describe(values))
      // The sum of numbers that are large enough is none.
      .filter(([, value]) => Number.isFinite(value))
      .map(([statistic, value]) => [`${statistic}/${name}`, writeFloatJson(value)] as const),
  );
}

function pushTo<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = lists.get(key);
  if (list === undefined) {
    lists.set(key, [value]);
  } else {
    list.push(value);
  }
}

function describe(values: readonly number[]): Readonly<Record<string, number>> {
  const sorted = values.toSorted((one, other) => one - other);
  const [low, high] = [sorted[(sorted.length - 1) >> 1] ?? 0, sorted[sorted.length >> 1] ?? 0];
  const mean = sorted.reduce((sum, value) => sum + value, 0) / sorted.length;
  const squares = sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return {
    mean,
    max: sorted.at(-1) ?? 0,
    min: sorted[0] ?? 0,
    median: (low + high) / 2,
    // Of one value there is none; NeMo writes 0.
    std: sorted.length > 1 ? Math.sqrt(squares / (sorted.length - 1)) : 0,
  };
}
