import { z } from "zod";
import { SourceSchema } from "./source-schema.ts";
import { strictMembers } from "./strict-members.ts";

const SOURCES_MAX = 16;
const SOURCE_ID = /^[a-z][a-z0-9_-]{0,63}$/;
/** Words that answers use for other things. */
const TAKEN_IDS: ReadonlySet<string> = new Set([
  "learned",
  "rubric",
  "people",
  "blend",
  "judge",
  "reward_model",
  "unscored",
  "auto",
]);

const whole = (min: number, max: number) => z.number().int().min(min).max(max);
const share = z.number().min(0).max(1);

const namedSources = z
  .record(
    z
      .string()
      .regex(SOURCE_ID, "a source's name must be 1 to 64 of a-z, 0-9, _ and -, beginning with a letter")
      .refine((id) => !TAKEN_IDS.has(id), "is a word of Folkmoot's own: give the source another name"),
    SourceSchema,
  )
  .refine((named) => Object.keys(named).length <= SOURCES_MAX, `must be at most ${SOURCES_MAX} sources`);

/** A file whose sources are all commented out has none. */
const sources = namedSources.nullish().transform((named) => named ?? {});

const cache = strictMembers({
  entries: whole(0, 1_000_000).default(10_000),
  fresh_seconds: z.number().min(0).max(31_536_000).default(3600),
  stale_seconds: z.number().min(0).max(31_536_000).default(86_400),
})
  .refine(({ fresh_seconds, stale_seconds }) => stale_seconds >= fresh_seconds, {
    path: ["stale_seconds"],
    message: "must be at least fresh_seconds: what is fresh is not stale yet",
  })
  .prefault({});

const learned = strictMembers({
  active: z.enum(["auto", "never"]).default("auto"),
  min_votes: whole(1, 1_000_000).default(200),
  min_prompts: whole(2, 1_000_000).default(50),
  abstain_below: z.number().min(0.5).max(1).default(0.6),
}).prefault({});

const monitors = strictMembers({ active: z.boolean().default(true) }).prefault({});

/** The fallback: which models and judges answer where people do not, in which order, and how far each is trusted with time and money. */
export const FallbackSchema = strictMembers({
  order: z
    .union(
      [
        z.literal("auto"),
        z
          .array(z.string())
          .min(1)
          .max(SOURCES_MAX + 2),
      ],
      { error: "must be auto or a list of sources" },
    )
    .default("auto"),
  audit_share: share.default(0.05),
  audit_ttl_seconds: z.number().min(1).max(31_536_000).default(86_400),
  learn_every_seconds: z.number().min(1).max(86_400).default(60),
  cache,
  retry_budget: share.default(0.1),
  sources,
  learned,
  monitors,
})
  .superRefine(({ order, sources: named }, context) => {
    for (const [index, message] of orderFaults(order, Object.keys(named))) {
      context.addIssue({ code: "custom", path: ["order", index], message });
    }
  })
  .prefault({});
export type FallbackSettings = z.output<typeof FallbackSchema>;

/** What is wrong with an order, by the place in it. */
function orderFaults(order: "auto" | readonly string[], ids: readonly string[]): readonly (readonly [number, string])[] {
  if (order === "auto") {
    return [];
  }
  const known = [...ids, "learned", "rubric"];
  return order.flatMap((id, index): (readonly [number, string])[] => {
    if (!known.includes(id)) {
      return [[index, `names no source; there is ${known.join(", ")}`]];
    }
    if (order.indexOf(id) !== index) {
      return [[index, "stands in the order twice"]];
    }
    return id === "rubric" && index !== order.length - 1
      ? [[index, "must be the last: it always has an answer, so nothing behind it is ever asked"]]
      : [];
  });
}
