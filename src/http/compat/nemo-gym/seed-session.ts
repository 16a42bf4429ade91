import { z } from "@hono/zod-openapi";
import { findLiveScenario } from "../../../services/scenarios/find-live-scenario.ts";
import { createBodyReader } from "../../scoring/create-body-reader.ts";
import { type AnswerNemo, type NemoDoor, readNemoBody } from "./nemo-call.ts";
import { readNemoGymKnobs } from "./nemo-gym-knobs.ts";
import { type NamedRow, RowNames, targetOf } from "./nemo-row.ts";
import { writeSession } from "./nemo-session.ts";

const SESSION_ID_CHARACTERS_MAX = 1024;
const sessionId = z.string().max(SESSION_ID_CHARACTERS_MAX);

/** The contract of a session's beginning: a row as agents send it, or an Environment Server's order with the row in `task_data`. */
export const SeedSessionSchema = z
  .looseObject({
    ...RowNames,
    resources_session_id: sessionId.nullish().openapi({ description: "Of an Environment Server: given back." }),
    task_data: z.looseObject(RowNames).nullish(),
  })
  .openapi("NemoGymSeedSession", { example: { scenario_slug: "lower-back-pain" } });

/** The contract of the answer. */
export const SeededSessionSchema = z.object({ resources_session_id: z.string().optional() }).openapi("NemoGymSeededSession");

/** The contract of an Environment Server's end of a session. */
export const CloseSessionSchema = z.looseObject({ resources_session_id: sessionId.nullish() }).openapi("NemoGymCloseSession");

/** Answers `/seed_session`: refuses a row for a scenario that is not there before a model has spent a token on it, and names the scenario in the session's cookie. */
export function createSeedAnswerer(door: NemoDoor): AnswerNemo {
  const read = createBodyReader(SeedSessionSchema);
  return async (call) => {
    readNemoGymKnobs(call.query);
    const body = read(readNemoBody(call, door.limits).value);
    const task: NamedRow | null = body.task_data ?? null;
    const { address } = targetOf(task ?? body, call, task === null ? "" : "/task_data");
    findLiveScenario(door.ports, address.collectionSlug, address.scenarioSlug);
    return {
      text: JSON.stringify(toSessionId(body.resources_session_id)),
      headers: { "Set-Cookie": writeSession({ kind: "scenario", address }) },
    };
  };
}

/** Answers `/close_session`: nothing is kept for a session, so closing one always succeeds. */
export function createCloseSessionAnswerer({ limits }: NemoDoor): AnswerNemo {
  const read = createBodyReader(CloseSessionSchema);
  return async (call) => {
    readNemoGymKnobs(call.query);
    return { text: JSON.stringify(toSessionId(read(readNemoBody(call, limits).value).resources_session_id)), headers: {} };
  };
}

function toSessionId(id: string | null | undefined) {
  return id == null ? {} : { resources_session_id: id };
}
