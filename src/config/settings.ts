import { availableParallelism } from "node:os";
import { z } from "zod";
import { AUDIENCE_NAME, AUDIENCE_NAME_RULE } from "../domain/questions/audience-name.ts";
import { FallbackSchema } from "./fallback/fallback-schema.ts";
import { PersonaModelSchema } from "./fallback/persona-model-schema.ts";

/** One setting: its place in the config file, its flag and its environment variable all follow from its key. */
export interface Setting {
  readonly schema: z.ZodType;
  readonly help: string;
  /** True: the value is shown nowhere, not even where it is wrong. */
  readonly isSecret?: boolean;
  /** True: it has members, and stands in the config file alone: there is no flag and no environment variable for it. */
  readonly isFileOnly?: boolean;
}

/** A whole number within bounds, also as text (flags and environment variables are text). */
function whole(min: number, max: number, initial: number) {
  return numeric(z.number().int().min(min).max(max), initial);
}

/** A number as itself or as text, nothing else that JavaScript would turn into one. */
function numeric(schema: z.ZodNumber, initial: number) {
  const asNumber = z.union(
    [
      z.number(),
      z
        .string()
        .trim()
        .regex(/^-?[0-9]+([.][0-9]+)?$/)
        .transform(Number),
    ],
    "must be a number, without a unit",
  );
  return asNumber.pipe(schema).default(initial);
}

/** A whole number within bounds that may be left out: null then. */
function optionalWhole(min: number, max: number) {
  return whole(min, max, min).unwrap().nullable().default(null);
}

/** A text that may be left out: null then. */
function optional(schema: z.ZodString) {
  return schema.nullable().default(null);
}

const audience = z.string().regex(AUDIENCE_NAME, `must be ${AUDIENCE_NAME_RULE}`);

/** Scheme, name and port alone: they are written into a header. */
const ORIGIN = /^https?:\/\/[A-Za-z0-9.-]+(?::[0-9]{1,5})?$/;

/** Origins as a list, or as text with commas between them. */
const origins = z
  .union([
    z.array(z.string()),
    z.string().transform((text) =>
      text
        .split(",")
        .map((part) => part.trim())
        .filter((part) => part !== ""),
    ),
  ])
  .pipe(z.array(z.string().regex(ORIGIN, "must be origins such as https://media.example.org")).max(32))
  .default([]);

/** `whsec_` and a key of 24 to 64 bytes in base64, as Standard Webhooks has it. */
function isWebhookSecret(text: string): boolean {
  const [, key = ""] = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(text) ?? [];
  const bytes = Buffer.from(key, "base64");
  return bytes.length >= 24 && bytes.length <= 64 && bytes.toString("base64") === key;
}

function isWebUrl(text: string): boolean {
  return URL.canParse(text) && ["http:", "https:"].includes(new URL(text).protocol);
}

/** Every setting by its key. */
export const SETTINGS = {
  host: { schema: z.string().min(1).default("127.0.0.1"), help: "address to listen on; anything but loopback needs an API key" },
  port: { schema: whole(0, 65_535, 8080), help: "port to listen on; 0 picks a free one" },
  ors_port: {
    schema: optionalWhole(0, 65_535),
    help: "a further port, for clients of the Open Reward Standard: docs/guides/ors.md; 0 picks a free one",
  },
  ors_sessions_max: {
    schema: whole(1, 1_000_000, 10_000),
    help: "sessions of that port that may be open; further ones are answered 503",
  },
  database: {
    schema: z.string().min(1).default("sqlite:./folkmoot.db"),
    help: "where episodes, keys and votes are kept: sqlite:<file> or sqlite::memory:",
  },
  scenarios: {
    schema: z.string().min(1).default("./scenarios"),
    help: "folder of scenario collections; changes are picked up while running",
  },
  log_level: {
    schema: z.enum(["fatal", "error", "warn", "info", "debug", "silent"]).default("info"),
    help: "least severe log line that is written",
  },
  body_bytes_max: { schema: whole(1024, 64 * 1024 * 1024, 16 * 1024 * 1024), help: "bytes a request body may have" },
  inline_body_bytes_max: {
    schema: whole(0, 64 * 1024 * 1024, 64 * 1024),
    help: "a larger body to be scored is handed to a scoring thread",
  },
  json_depth_max: { schema: whole(4, 200, 32), help: "how deeply JSON may be nested" },
  requests_per_minute: { schema: whole(1, 100_000_000, 600_000), help: "requests a key may make in a minute" },
  message_characters_max: { schema: whole(100, 1_000_000, 10_000), help: "characters a message may have" },
  transcript_messages_max: { schema: whole(2, 10_000, 400), help: "messages a transcript may have" },
  batch_items_max: { schema: whole(1, 16_384, 1024), help: "items a batch may have" },
  latency_budget_ms_max: {
    schema: whole(1, 3_600_000, 600_000),
    help: "the longest latency budget, and the one that holds where a request gives none",
  },
  scoring_threads: {
    schema: whole(1, 256, Math.max(1, availableParallelism() - 1)),
    help: "threads that score large bodies, started as they are needed; by default one fewer than the machine has cores",
  },
  scoring_queue_max: {
    schema: whole(1, 100_000, 256),
    help: "large bodies that may wait for a scoring thread; further ones are answered 503",
  },
  scoring_queue_bytes_max: {
    schema: whole(1024, 64 * 1024 * 1024 * 1024, 256 * 1024 * 1024),
    help: "bytes that these bodies may have together",
  },
  scoring_parked_max: {
    schema: whole(0, 100_000, 256),
    help: "large bodies that may wait for people without keeping a scoring thread to themselves; further ones keep theirs",
  },
  scoring_parked_bytes_max: {
    schema: whole(1024, 64 * 1024 * 1024 * 1024, 256 * 1024 * 1024),
    help: "bytes that these bodies may have together",
  },
  forks_max: { schema: whole(1, 1024, 64), help: "forks made by one request" },
  episode_idle_hours: {
    schema: numeric(z.number().positive().max(8760), 24),
    help: "an episode expires after so long without a turn",
  },
  expired_kept_hours: {
    schema: numeric(z.number().positive().max(8760), 168),
    help: "an expired episode is answered 410 for so long, then 404",
  },
  replies_kept_hours: {
    schema: numeric(z.number().positive().max(8760), 24),
    help: "answers under an Idempotency-Key are kept for so long",
  },
  live_episodes_max: {
    schema: whole(1, 1_000_000, 2000),
    help: "episodes kept folded in memory; others are refolded when their next turn comes",
  },
  score_cache_entries: {
    schema: whole(0, 1_000_000, 10_000),
    help: "scores kept in memory for identical requests; 0 keeps none",
  },
  score_cache_bytes: {
    schema: whole(1024, 1024 * 1024 * 1024, 32 * 1024 * 1024),
    help: "bytes these scores may take, estimated",
  },
  score_history_rows_max: {
    schema: whole(2, 1_000_000, 10_000),
    help: "rewards kept under one normalization key; older ones are dropped",
  },
  score_history_days: {
    schema: numeric(z.number().positive().max(3650), 90),
    help: "rewards under a normalization key are kept for so long",
  },
  comparisons_kept_days: {
    schema: numeric(z.number().positive().max(3650), 90),
    help: "comparisons that people were asked about are kept for so long, with their revisions; votes are kept for good",
  },
  public_url: {
    schema: optional(z.string().regex(ORIGIN, "must be an origin such as https://vote.example.org, without a path")),
    help: "where annotators reach the server, for links and cookies; by default where a request came to",
  },
  session_hours: { schema: numeric(z.number().positive().max(8760), 720), help: "how long an annotator stays signed in" },
  sign_ins_per_minute: { schema: whole(1, 1_000_000, 600), help: "annotators that one address may sign in within a minute" },
  proxies: {
    schema: whole(0, 10, 0),
    help: "proxies in front of the server, each of which adds to X-Forwarded-For; sign-ins are counted by what the first one added",
  },
  guests: {
    schema: z.enum(["never", "keyless", "always"]).default("keyless"),
    help: "whether anybody may vote without an invite; keyless: only while there is no API key",
  },
  crowd_votes_per_visit: {
    schema: whole(1, 10_000, 20),
    help: "votes after which a visitor from Prolific or Mechanical Turk is done",
  },
  prolific_completion_code: {
    schema: optional(z.string().regex(/^[A-Za-z0-9]{1,64}$/, "must be letters and digits")),
    help: "the study's completion code; lets participants from Prolific in",
  },
  prolific_audience: { schema: audience.default("global"), help: "the audience that participants from Prolific belong to" },
  mturk_completion_secret: {
    schema: optional(z.string().min(16).max(200)),
    help: "what completion tokens are made with; lets workers from Mechanical Turk in",
    isSecret: true,
  },
  mturk_audience: { schema: audience.default("global"), help: "the audience that workers from Mechanical Turk belong to" },
  media_origins: {
    schema: origins,
    help: "origins that the voting page may load images, video and audio from, with commas between them",
  },
  webhook_url: {
    schema: optional(z.string().max(2000).refine(isWebUrl, "must be an http or https URL")),
    help: "where revisions of comparisons are posted to, signed with webhook_secret",
    isSecret: true,
  },
  webhook_secret: {
    schema: optional(z.string().refine(isWebhookSecret, "must be whsec_ and a key of 24 to 64 bytes in base64")),
    help: "what events are signed with, as Standard Webhooks has it: whsec_ and 24 to 64 bytes in base64",
    isSecret: true,
  },
  fallback: {
    schema: FallbackSchema,
    help: "reward models, judges and the learned model that answer where people do not: docs/guides/fallback.md",
    isFileOnly: true,
  },
  persona_model: {
    schema: PersonaModelSchema,
    help: "a language model that may rephrase what a persona says: docs/guides/episodes.md",
    isFileOnly: true,
  },
  connections_max: { schema: whole(1, 1_000_000, 20_000), help: "open connections" },
  web_sockets_max: {
    schema: whole(1, 1_000_000, 4096),
    help: "open WebSockets, of the open connections: one for every OpenEnv client",
  },
  drain_announce_seconds: {
    schema: numeric(z.number().min(0).max(600), 0),
    help: "how long after SIGTERM connections are still taken while /readyz says no, for load balancers to notice",
  },
  drain_seconds: {
    schema: numeric(z.number().min(0).max(600), 10),
    help: "how long requests under way may take to finish after SIGTERM; those that wait for people are answered a second before",
  },
} as const satisfies Readonly<Record<string, Setting>>;
