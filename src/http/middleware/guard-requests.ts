import type { Context, MiddlewareHandler } from "hono";
import { matchedRoutes } from "hono/route";
import { ForbiddenError, RateLimitedError } from "../../domain/errors.ts";
import type { Scope } from "../../ports/key-store.ts";
import { type AuthenticatedKey, authenticateKey } from "../../services/keys/authenticate-key.ts";
import type { ServicePorts } from "../../services/service-ports.ts";
import { type Access, type AccessRules, hasScope } from "../access-rules.ts";
import { decodeJsonBody } from "../decode-json-body.ts";
import type { HttpEnv } from "../http-env.ts";
import type { HttpOptions } from "../http-options.ts";
import { admitSession, type SessionDoor } from "./admit-session.ts";
import { type RateLimiter, toRateHeaders } from "./rate-limiter.ts";
import { readBodyBytes } from "./read-body-bytes.ts";
import { readKeyText } from "./read-key-text.ts";
import { readTrainerKey } from "./read-trainer-key.ts";

/**
 * What stands before every route, in this order: the key or session, its scope, its rate, then the body. A route whose contract states no scope is
 * refused. The parts are functions of one layer rather than layers of their own, because each layer costs on the hot path.
 */
export function guardRequests(
  ports: ServicePorts,
  rules: AccessRules,
  { limits, arrivals }: Pick<HttpOptions, "limits" | "arrivals">,
  limiter: RateLimiter,
  session: SessionDoor,
): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    const endpoint = matchedRoutes(c).at(-1);
    const rule = endpoint === undefined ? null : rules.find(c.req.method, endpoint.path);
    if (rule === null) {
      // Only middleware matched: there is no such route, and the not-found handler says so.
      if (endpoint === undefined || endpoint.method === "ALL") {
        return next();
      }
      throw new ForbiddenError("This route states no scope, so it is open to nobody.");
    }
    if (rule.scope === "session") {
      const signedIn = await admitSession(session, c.req.method, (name) => c.req.header(name));
      c.set("signedIn", signedIn);
      limitRate(c, limiter, signedIn.annotator.annotatorId, "this annotator may make");
    } else if (rule.scope !== "public") {
      await admitKey(ports, c, limiter, rule.scope, rule.takesAddressKey);
    }
    const isKeyless = rule.scope === "session" || rule.scope === "public";
    const bytesMax = isKeyless ? limits.keylessBodyBytesMax : limits.bodyBytesMax;
    if (rule.body === "bytes") {
      c.set("arrivedAt", arrivals.arrivedAt(c.env?.incoming?.socket));
      c.set("bodyBytes", await readBodyBytes(c, bytesMax));
    } else if (rule.body === "text") {
      const text = decodeJsonBody(await readBodyBytes(c, bytesMax), limits.jsonDepthMax);
      c.set("bodyText", text);
      // Where Hono's validator looks before it reads the request itself; it awaits what its types call a string.
      c.req.bodyCache.text = Promise.resolve(text) as unknown as string;
    }
    return next();
  };
}

/** Throws UnauthenticatedError, ForbiddenError and RateLimitedError. */
async function admitKey(
  ports: ServicePorts,
  c: Context<HttpEnv>,
  limiter: RateLimiter,
  scope: Exclude<Access, "session" | "public">,
  takesAddressKey: boolean,
): Promise<void> {
  const key = await authenticateRequest(ports, c, takesAddressKey);
  c.set("keyId", key.keyId);
  c.set("caller", { tenantId: key.tenantId, scopes: key.scopes, requestId: c.get("requestId") });
  limitRate(c, limiter, key.keyId, "this API key may make");
  if (scope !== "any" && !hasScope(key.scopes, scope)) {
    throw lacksScope(key, scope);
  }
}

/**
 * Whose key a request carries; without one it must come to this machine by its own name. Throws UnauthenticatedError and ForbiddenError.
 * @param takesAddressKey whether the key may stand in the address.
 */
export async function authenticateRequest(
  ports: ServicePorts,
  c: Context<HttpEnv>,
  takesAddressKey = false,
): Promise<AuthenticatedKey> {
  const header = (name: "authorization" | "x-api-key") => c.req.header(name);
  const keyText = takesAddressKey ? readTrainerKey(c.req.path, header) : readKeyText(header);
  const key = await authenticateKey(ports, keyText);
  if (keyText === null) {
    refuseForeignHost(c.req.header("Host"));
  }
  return key;
}

/** The refusal of a key that has not the scope for something. */
export function lacksScope({ scopes }: AuthenticatedKey, needed: Scope): ForbiddenError {
  const held = scopes.length === 0 ? "no scope" : `the scope ${scopes.join(", ")}`;
  return new ForbiddenError(`This needs an API key with the scope ${needed}; this key has ${held}.`);
}

/**
 * A server without keys trusts this machine alone. A web page elsewhere can point a name of its own at 127.0.0.1 (DNS rebinding): its requests carry that name.
 * Throws ForbiddenError.
 */
export function refuseForeignHost(host: string | undefined): void {
  if (host !== undefined && !/^(?:localhost|127(?:\.[0-9]{1,3}){3}|\[::1\])(?::[0-9]+)?$/i.test(host)) {
    throw new ForbiddenError(
      "Without API keys this server answers only requests to localhost, 127.0.0.1 or [::1]. `folkmoot keys create` makes a key.",
    );
  }
}

/** Counts one request of somebody, and tells them how they stand. Throws RateLimitedError. @param who such as "this API key may make". */
export function limitRate(c: Context<HttpEnv>, limiter: RateLimiter, counted: string, who: string): void {
  const standing = limiter.take(counted);
  for (const [name, value] of Object.entries(toRateHeaders(standing))) {
    c.header(name, value);
  }
  if (!standing.isAllowed) {
    throw new RateLimitedError(
      `Rate limit exceeded: ${who} ${standing.limit} requests a minute. Try again in ${standing.retryAfterSeconds} s.`,
      standing.retryAfterSeconds,
    );
  }
}
