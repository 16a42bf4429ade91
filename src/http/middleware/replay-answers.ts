import type { Context, MiddlewareHandler } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { Logger } from "pino";
import { InvalidRequestError, UnprocessableError } from "../../domain/errors.ts";
import type { ReplyRecord } from "../../ports/reply-store.ts";
import type { ServicePorts } from "../../services/service-ports.ts";
import type { HttpEnv } from "../http-env.ts";

const VISIBLE_ASCII = /^[\x21-\x7e]{1,255}$/;

type Ports = Pick<ServicePorts, "replies" | "clock" | "sha256Hex">;

/** A request that is being answered, for others under the same key to wait for. */
interface Flight {
  readonly requestDigest: string;
  readonly reply: Promise<ReplyRecord>;
}

/**
 * Makes every POST with an `Idempotency-Key` happen once for its tenant: the same request again gets the kept answer or joins the one in
 * flight, another request under the same key is refused. Answers that may turn out otherwise later (429 and 5xx) and answers that hold a secret are not kept. The requests in
 * flight are as many as the open connections allow.
 */
export function replayAnswers(ports: Ports, logger: Logger): MiddlewareHandler<HttpEnv> {
  const flights = new Map<string, Flight>();
  return async (c, next) => {
    const idempotencyKey = c.req.header("idempotency-key");
    if (idempotencyKey === undefined || c.req.method !== "POST" || c.get("caller") === undefined) {
      return next();
    }
    if (!VISIBLE_ASCII.test(idempotencyKey)) {
      throw new InvalidRequestError("The Idempotency-Key header must be 1 to 255 visible ASCII characters without spaces.");
    }
    const { tenantId, scopes } = c.get("caller");
    // The scopes too: what one caller may see another may not be shown.
    const requestDigest = ports.sha256Hex(
      `${[...scopes].sort().join(",")}\n${c.req.method}\n${pathAndQuery(c)}\n${describeBody(ports, c)}`,
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
    try {
      const answered = await answering;
      return answered.isReplayed ? replay(c, answered.reply) : undefined;
    } finally {
      flights.delete(flightName);
    }
  };
}

async function answerOnce(
  ports: Ports,
  logger: Logger,
  c: Context<HttpEnv>,
  next: () => Promise<void>,
  request: Pick<ReplyRecord, "tenantId" | "idempotencyKey" | "requestDigest">,
): Promise<{ readonly reply: ReplyRecord; readonly isReplayed: boolean }> {
  const known = await ports.replies.findReply(request.tenantId, request.idempotencyKey);
  if (known !== null) {
    checkSameRequest(known.requestDigest, request.requestDigest);
    return { reply: known, isReplayed: true };
  }
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
    return { reply, isReplayed: false };
  }
  const kept = await keep(ports, logger, reply);
  checkSameRequest(kept.requestDigest, request.requestDigest);
  return { reply: kept, isReplayed: kept !== reply && kept.body !== reply.body };
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
      "This Idempotency-Key was used for another request (method, path or body differ). Use a new key for a new request.",
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
