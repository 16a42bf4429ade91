import type { Context, MiddlewareHandler } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { Logger } from "pino";
import { InvalidRequestError, UnprocessableError } from "../../domain/errors.ts";
import type { ReplyRecord } from "../../ports/reply-store.ts";
import type { ServicePorts } from "../../services/service-ports.ts";
import type { HttpEnv } from "../http-env.ts";
import { acceptsLines } from "../scoring/accepts-lines.ts";
import { awaitBriefly } from "./await-briefly.ts";

const VISIBLE_ASCII = /^[\x21-\x7e]{1,255}$/;
/** So long a scoring request waits for the store to say whether it was answered before: it has a deadline to keep, and does no harm where it is answered twice. */
const LOOK_UP_MS = 25;
/** And so long its answer waits to be kept; then it leaves, and is kept behind. Both together stay within what an answer may be late. */
const KEEP_MS = 20;
/** Answers that are being kept behind, and that retries join meanwhile. Beyond them the store alone knows. */
const KEPT_BEHIND_MAX = 1000;
/** 128 bits: enough to tell requests of one tenant apart. */
const REPEAT_DIGEST_CHARACTERS = 32;

type Ports = Pick<ServicePorts, "replies" | "clock" | "timer" | "sha256Hex">;
type Identified = Pick<ReplyRecord, "tenantId" | "idempotencyKey" | "requestDigest">;

/** A request that is being answered, for others under the same key to wait for. */
interface Flight {
  readonly requestDigest: string;
  readonly reply: Promise<ReplyRecord>;
}

interface Answered {
  readonly reply: ReplyRecord;
  readonly isReplayed: boolean;
  /** The keeping of an answer that did not wait for it; null: nothing is under way. Never rejects. */
  readonly keeping: Promise<unknown> | null;
}

/**
 * Makes every POST with an `Idempotency-Key` happen once for its tenant: the same request again gets the kept answer or joins the one in
 * flight, another request under the same key is refused. Answers that may turn out otherwise later (429 and 5xx) and answers that hold a secret are not kept. The requests in
 * flight are as many as the open connections allow. Answers of scoring leave in time whatever the store does.
 */
export function replayAnswers(ports: Ports, logger: Logger): MiddlewareHandler<HttpEnv> {
  const flights = new Map<string, Flight>();
  let keptBehind = 0;
  const land = (flightName: string, keeping: Answered["keeping"]) => {
    if (keeping === null || keptBehind >= KEPT_BEHIND_MAX) {
      flights.delete(flightName);
      return;
    }
    keptBehind += 1;
    void keeping.then(() => {
      keptBehind -= 1;
      flights.delete(flightName);
    });
  };
  return async (c, next) => {
    const idempotencyKey = c.req.header("idempotency-key");
    if (idempotencyKey === undefined || c.req.method !== "POST" || c.get("caller") === undefined) {
      return next();
    }
    if (!VISIBLE_ASCII.test(idempotencyKey)) {
      throw new InvalidRequestError("The Idempotency-Key header must be 1 to 255 visible ASCII characters without spaces.");
    }
    const { tenantId, scopes } = c.get("caller");
    // The scopes too: what one caller may see another may not be shown. And the form: who reads lines finds nothing in one answer, and the other way round.
    const form = acceptsLines(c.req.header("accept")) ? "\nlines" : "";
    const requestDigest = ports.sha256Hex(
      `${[...scopes].sort().join(",")}\n${c.req.method}\n${pathAndQuery(c)}\n${describeBody(ports, c)}${form}`,
    );
    const flightName = `${tenantId}\n${idempotencyKey}`;
    const flight = flights.get(flightName);
    if (flight !== undefined) {
      checkSameRequest(flight.requestDigest, requestDigest);
      return replay(c, await flight.reply);
    }
    // In flight from here on, before anything is awaited, so that of two equal requests only one gets through.
    const answering = answerOnce(ports, logger, c, next, { tenantId, idempotencyKey, requestDigest });
    const reply = answering.then((answered) => answered.reply);
    // A failed flight fails those who joined it; where nobody did, it is reported below alone.
    reply.catch(() => undefined);
    flights.set(flightName, { requestDigest, reply });
    let keeping: Answered["keeping"] = null;
    try {
      const answered = await answering;
      keeping = answered.keeping;
      return answered.isReplayed ? replay(c, answered.reply) : undefined;
    } finally {
      land(flightName, keeping);
    }
  };
}

async function answerOnce(
  ports: Ports,
  logger: Logger,
  c: Context<HttpEnv>,
  next: () => Promise<void>,
  request: Identified,
): Promise<Answered> {
  // Scoring alone takes bytes.
  const isScoring = c.get("bodyBytes") !== undefined;
  const lookUp = ports.replies.findReply(request.tenantId, request.idempotencyKey);
  const known = isScoring ? await awaitBriefly(ports.timer, LOOK_UP_MS, lookUp) : { value: await lookUp };
  if (known !== null && known.value !== null) {
    checkSameRequest(known.value.requestDigest, request.requestDigest);
    return { reply: known.value, isReplayed: true, keeping: null };
  }
  const repeatDigest = ports.sha256Hex(`${request.idempotencyKey}\n${request.requestDigest}`).slice(0, REPEAT_DIGEST_CHARACTERS);
  c.set("caller", { ...c.get("caller"), repeatDigest });
  await next();
  const reply: ReplyRecord = {
    ...request,
    status: c.res.status,
    contentType: c.res.headers.get("content-type") ?? "application/json",
    // A streamed answer is read to its end here: what is kept is whole, and so is what is sent.
    body: c.get("answerText") ?? (await c.res.clone().text()),
    createdAt: ports.clock.now(),
  };
  if (reply.status >= 500 || reply.status === 429 || c.get("isBroken") || c.get("isSecret")) {
    return { reply, isReplayed: false, keeping: null };
  }
  const keeping = keep(ports, logger, reply);
  const kept = isScoring ? await awaitBriefly(ports.timer, KEEP_MS, keeping) : { value: await keeping };
  if (kept === null) {
    return { reply, isReplayed: false, keeping };
  }
  checkSameRequest(kept.value.requestDigest, request.requestDigest);
  return { reply: kept.value, isReplayed: kept.value !== reply && kept.value.body !== reply.body, keeping: null };
}

/** What was done is answered even where it cannot be kept: a refusal would make the client do it again. */
async function keep(ports: Ports, logger: Logger, reply: ReplyRecord): Promise<ReplyRecord> {
  try {
    return await ports.replies.keepReply(reply);
  } catch (error) {
    logger.warn({ err: error }, "an answer could not be kept for replay");
    return reply;
  }
}

function checkSameRequest(firstDigest: string, digest: string): void {
  if (firstDigest !== digest) {
    throw new UnprocessableError(
      "This Idempotency-Key was used for another request (method, path, body or the form that is accepted differ). Use a new key for a new request.",
    );
  }
}

function replay(c: Context<HttpEnv>, reply: ReplyRecord): Response {
  const headers = { "Content-Type": reply.contentType, "Idempotent-Replayed": "true", "X-Request-ID": c.get("requestId") };
  if (c.finalized) {
    // Another server was first while this one answered: its answer stands instead of ours. Setting `c.res` keeps the other headers.
    c.res = new Response(reply.body, { status: reply.status, headers });
    return c.res;
  }
  return c.body(reply.body, reply.status as ContentfulStatusCode, headers);
}

/** What stands for the body in a request's digest: bytes are taken as they came, since they may be on their way to a thread soon. */
function describeBody(ports: Ports, c: Context<HttpEnv>): string {
  const bytes = c.get("bodyBytes");
  return bytes === undefined ? (c.get("bodyText") ?? "") : ports.sha256Hex(new Uint8Array(bytes));
}

function pathAndQuery(c: Context<HttpEnv>): string {
  const { url } = c.req;
  return url.slice(url.indexOf("/", url.indexOf("://") + 3));
}
