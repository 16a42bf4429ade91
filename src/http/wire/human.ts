import { z } from "@hono/zod-openapi";
import type { HumanTerms } from "../../services/people/human-terms.ts";
import { GLOBAL_AUDIENCE } from "../../services/voting/annotator.ts";
import { Audience } from "./audience.ts";
import { orNull } from "./or-null.ts";
import { refuseUnknown } from "./refuse-unknown.ts";

/** Characters of an instruction to annotators: it is read before every vote. */
const INSTRUCTION_CHARACTERS_MAX = 2000;
const NAME_CHARACTERS_MAX = 128;
const DIMENSIONS_MAX = 64;
/** No question needs more votes than that. */
const VOTES_MAX = 100;
/** A week. */
const TTL_SECONDS_MAX = 604_800;

const DEFAULT_MIN_VOTES = 3;
const DEFAULT_MAX_VOTES = 15;
const DEFAULT_STOP_AT = 0.95;
const DEFAULT_TTL_SECONDS = 300;

const members = {
  mode: z.enum(["off", "auto", "require"]).nullish().openapi({
    description:
      "`off`: no people. `auto`: people where they can still change the answer before the deadline. `require`: people are waited for, and without `min_votes` of them there is no answer (failure class `too_few_votes`).",
  }),
  audience: Audience.nullish().openapi({
    description: "The group of annotators that is asked; `global`, the default, is everybody.",
    example: "global",
  }),
  instruction: z.string().min(1).max(INSTRUCTION_CHARACTERS_MAX).nullish().openapi({
    description: "What the annotators are asked, in place of the server's own words.",
    example: "Which answer would help the patient more?",
  }),
  criteria_version: z.string().min(1).max(NAME_CHARACTERS_MAX).nullish().openapi({
    description: "The version of the criteria that people vote by. Another version is another question.",
  }),
  dimensions: z
    .union([z.boolean(), z.array(z.string().min(1).max(NAME_CHARACTERS_MAX)).max(DIMENSIONS_MAX)], {
      error: "must be true, for all of the collection's dimensions, or a list of their keys",
    })
    .nullish()
    .openapi({
      description:
        "For pairs: dimensions of the collection that annotators may judge one by one beside the whole; `true` for all. What they say is in `votes.dimensions`. Others make another question.",
    }),
  min_votes: z
    .number()
    .int()
    .min(1)
    .max(VOTES_MAX)
    .nullish()
    .openapi({
      description: `Votes before people may decide it, in group mode those on the whole group; ${DEFAULT_MIN_VOTES} where absent.`,
    }),
  max_votes: z
    .number()
    .int()
    .min(1)
    .max(VOTES_MAX)
    .nullish()
    .openapi({
      description: `Votes that are enough whatever they say, in group mode those on one pair; ${DEFAULT_MAX_VOTES} where absent.`,
    }),
  stop_at: z
    .number()
    .min(0.5)
    .max(1)
    .nullish()
    .openapi({
      description: `The confidence that is enough, 0.5 to 1; ${DEFAULT_STOP_AT} where absent. It has no part in group mode.`,
    }),
  ttl_seconds: z
    .number()
    .int()
    .min(1)
    .max(TTL_SECONDS_MAX)
    .nullish()
    .openapi({
      description: `Seconds that the question stays open: votes that come after the answer make a later revision of it; ${DEFAULT_TTL_SECONDS} where absent.`,
    }),
};

/** What the caller wants of people. */
export const HumanSchema = z
  .strictObject(members, refuseUnknown(Object.keys(members)))
  .refine(({ min_votes, max_votes }) => (min_votes ?? 1) <= (max_votes ?? VOTES_MAX), {
    path: ["max_votes"],
    error: "must not be below min_votes",
  })
  .openapi("Human", { example: { mode: "auto", min_votes: 3, max_votes: 15 } });

/** The member of a request. */
export const HumanField = orNull(HumanSchema).optional();

export type HumanMembers = z.infer<typeof HumanSchema> | null | undefined;

/**
 * The members as the services take them.
 * @param defaultMode what holds where nobody names a mode.
 * @param batch what the batch says: it holds, member by member, where the item says nothing.
 */
export function toHumanTerms(human: HumanMembers, defaultMode: HumanTerms["mode"], batch: HumanMembers = null): HumanTerms {
  const minVotes = human?.min_votes ?? batch?.min_votes;
  const maxVotes = human?.max_votes ?? batch?.max_votes;
  return {
    mode: human?.mode ?? batch?.mode ?? defaultMode,
    audience: human?.audience ?? batch?.audience ?? GLOBAL_AUDIENCE,
    instruction: human?.instruction ?? batch?.instruction ?? null,
    criteriaVersion: human?.criteria_version ?? batch?.criteria_version ?? null,
    dimensions: toDimensions(human?.dimensions ?? batch?.dimensions ?? false),
    minVotes: minVotes ?? Math.min(DEFAULT_MIN_VOTES, maxVotes ?? DEFAULT_MIN_VOTES),
    maxVotes: Math.max(maxVotes ?? DEFAULT_MAX_VOTES, minVotes ?? 1),
    stopAt: human?.stop_at ?? batch?.stop_at ?? DEFAULT_STOP_AT,
    ttlMs: 1000 * (human?.ttl_seconds ?? batch?.ttl_seconds ?? DEFAULT_TTL_SECONDS),
  };
}

function toDimensions(asked: boolean | readonly string[]): HumanTerms["dimensions"] {
  return typeof asked === "boolean" ? (asked ? "all" : []) : asked;
}
