import { z } from "@hono/zod-openapi";
import { ANNOTATOR_SOURCES, type AnnotatorRecord } from "../../ports/annotator-store.ts";
import type { Progress } from "../../services/annotators/read-progress.ts";
import { RequestIdField } from "./request-id.ts";

/** For how long a page offers to take a vote back. The server takes it back for longer, so that nobody is refused for a slow connection. */
const UNDO_MS = 3000;
/** Minutes of voting after which a page suggests a break, asks for one, and stops. */
const BREAK_MINUTES = { nudge: 25, rest: 50, stop: 90 } as const;

/** The signed-in annotator and what a page for them needs to know. */
export const ProgressSchema = z
  .object({
    request_id: RequestIdField,
    annotator_id: z.string(),
    audience: z.string(),
    source: z.enum(ANNOTATOR_SOURCES),
    votes_today: z.number().int().openapi({ description: "Since midnight, UTC." }),
    votes_total: z.number().int(),
    undo_ms: z.number().int(),
    break_minutes: z.object({ nudge: z.number().int(), rest: z.number().int(), stop: z.number().int() }),
    media_origins: z.array(z.string()).openapi({ description: "Where images, video and audio may be loaded from." }),
    completion: z
      .object({
        votes_needed: z.number().int(),
        votes_done: z.number().int(),
        code: z.string().nullable().openapi({ description: "Proves to the crowd that the work is done; null until it is." }),
        return_url: z.string().nullable(),
        submit: z.object({ url: z.string(), fields: z.record(z.string(), z.string()) }).nullable(),
      })
      .nullable()
      .openapi({ description: "Null but for visitors from a crowd." }),
  })
  .openapi("AnnotatorProgress");

/** Without the request's id. */
export function toWireProgress(
  { annotatorId, audience, source }: AnnotatorRecord,
  { votesToday, votesTotal, completion }: Progress,
  mediaOrigins: readonly string[],
): Omit<z.infer<typeof ProgressSchema>, "request_id"> {
  return {
    annotator_id: annotatorId,
    audience,
    source,
    votes_today: votesToday,
    votes_total: votesTotal,
    undo_ms: UNDO_MS,
    break_minutes: { ...BREAK_MINUTES },
    media_origins: [...mediaOrigins],
    completion: completion && {
      votes_needed: completion.votesNeeded,
      votes_done: completion.votesDone,
      code: completion.code,
      return_url: completion.returnUrl,
      submit: completion.submit && { url: completion.submit.url, fields: { ...completion.submit.fields } },
    },
  };
}
