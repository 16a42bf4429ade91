import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import type { ServicePorts } from "../../../services/service-ports.ts";
import type { HttpEnv } from "../../http-env.ts";
import { getEnvironment, getTask, listSplits, listTasks, toTaskSpec } from "./ors-environment.ts";
import { mountOrsRoute, readOrsBody } from "./ors-route.ts";
import {
  EnvironmentsSchema,
  SplitSchema,
  SplitsSchema,
  TaskAnswerSchema,
  TaskCountSchema,
  TaskRangeSchema,
  TaskSchema,
  TasksSchema,
  ToolsSchema,
} from "./ors-wire.ts";
import { type OrsTool, toSharedOrsTools } from "./to-ors-tools.ts";

/** What there is to play: environments, their splits, tasks and tools. */
export function mountOrsCatalog(app: OpenAPIHono<HttpEnv>, ports: Pick<ServicePorts, "scenarios">): void {
  const environmentOf = (c: Context<HttpEnv>) => getEnvironment(ports, c.req.param("env") ?? "");
  mountOrsRoute(app, { ...READ, path: "/list_environments", summary: "List the environments", answer: EnvironmentsSchema }, (c) =>
    c.json(ports.scenarios.listCollections().map(({ slug }) => slug)),
  );
  mountOrsRoute(app, { ...READ_OF, path: "/{env}/tools", summary: "List the tools of every task", answer: ToolsSchema }, (c) =>
    c.json(toToolList(toSharedOrsTools(environmentOf(c)))),
  );
  mountOrsRoute(app, { ...READ_OF, path: "/{env}/splits", summary: "List the splits", answer: SplitsSchema }, (c) =>
    c.json(listSplits(environmentOf(c)).map((split) => ({ name: split, type: split }))),
  );
  mountTasks(app, environmentOf);
}

const DESCRIPTION = "An environment is a collection, a task a scenario, and a split those of its scenarios that are marked so.";
const READ = { method: "get", description: DESCRIPTION, request: null } as const;
const READ_OF = { ...READ, problems: ["not_found"] } as const;
const ASK = { method: "post", description: DESCRIPTION, problems: ["not_found"] } as const;

function mountTasks(app: OpenAPIHono<HttpEnv>, environmentOf: (c: Context<HttpEnv>) => ReturnType<typeof getEnvironment>): void {
  const count = {
    ...ASK,
    path: "/{env}/num_tasks",
    summary: "Count the tasks of a split",
    request: SplitSchema,
    answer: TaskCountSchema,
  };
  mountOrsRoute(app, count, (c) => {
    const environment = environmentOf(c);
    return c.json({ num_tasks: listTasks(environment, readOrsBody(c, SplitSchema).split).length });
  });
  const list = { ...ASK, path: "/{env}/tasks", summary: "List the tasks of a split", request: SplitSchema, answer: TasksSchema };
  mountOrsRoute(app, list, (c) => {
    const environment = environmentOf(c);
    const tasks = listTasks(environment, readOrsBody(c, SplitSchema).split);
    return c.json({ tasks: tasks.map(toTaskSpec), env_name: environment.slug });
  });
  const one = { ...ASK, path: "/{env}/task", summary: "Read a task", request: TaskSchema, answer: TaskAnswerSchema };
  mountOrsRoute(app, one, (c) => {
    const environment = environmentOf(c);
    const { split, index } = readOrsBody(c, TaskSchema);
    return c.json({ task: toTaskSpec(getTask(environment, split, index)), env_name: environment.slug });
  });
  const range = { ...ASK, path: "/{env}/task_range", summary: "Read some tasks", request: TaskRangeSchema, answer: TasksSchema };
  mountOrsRoute(app, range, (c) => {
    const environment = environmentOf(c);
    const { split, start, stop } = readOrsBody(c, TaskRangeSchema);
    // Negative numbers count from the end, as they do in Python.
    const tasks = listTasks(environment, split).slice(start ?? 0, stop ?? undefined);
    return c.json({ tasks: tasks.map(toTaskSpec), env_name: environment.slug });
  });
}

/** Tools with what newer clients read beside them. A plain message ends no episode here, and groups are scored by other routes. */
export function toToolList(tools: readonly OrsTool[]) {
  return { tools, terminal_tool: null, supports_score_group: false, message_block_types: ["text"] };
}
