import type { Context, MiddlewareHandler } from "hono";
import { matchedRoutes } from "hono/route";
import { ForbiddenError, RateLimitedError } from "../../domain/errors.ts";
import { authenticateKey } from "../../services/keys/authenticate-key.ts";
import type { ServicePorts } from "../../services/service-ports.ts";
import type { AccessRules } from "../access-rules.ts";
import { decodeJsonBody } from "../decode-json-body.ts";
import type { HttpEnv } from "../http-env.ts";
import type { HttpLimits } from "../http-options.ts";
import { RateLimiter } from "./rate-limiter.ts";
import { readBodyBytes } from "./read-body-bytes.ts";
import { readKeyText } from "./read-key-text.ts";

/**
 * What stands before every route, in this order: the key, its scope, its rate, then the body. A route whose contract states no scope is
 * refused. The parts are functions of one layer rather than layers of their own, because each layer costs on the hot path.
 */
export function guardRequests(ports: ServicePorts, rules: AccessRules, limits: HttpLimits): MiddlewareHandler<HttpEnv> {
  const limiter = new RateLimiter(ports.clock, limits);
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
    if (rule.scope !== "public") {
      const keyText = readKeyText(c);
      const key = await authenticateKey(ports, keyText);
      if (keyText === null) {
        refuseForeignHost(c.req.header("Host"));
      }
      c.set("keyId", key.keyId);
      c.set("caller", { tenantId: key.tenantId, scopes: key.scopes, requestId: c.get("requestId") });
      limitRate(c, limiter, key.keyId);
      if (!key.scopes.includes(rule.scope) && !key.scopes.includes("admin")) {
        const held = key.scopes.length === 0 ? "no scope" : `the scope ${key.scopes.join(", ")}`;
        throw new ForbiddenError(`This needs an API key with the scope ${rule.scope}; this key has ${held}.`);
      }
    }
    if (rule.body === "bytes") {
      c.set("arrivedAt", ports.clock.now());
      c.set("bodyBytes", await readBodyBytes(c, limits.bodyBytesMax));
    } else if (rule.body === "text") {
      const text = decodeJsonBody(await readBodyBytes(c, limits.bodyBytesMax), limits.jsonDepthMax);
      c.set("bodyText", text);
      // Where Hono's validator looks before it reads the request itself; it awaits what its types call a string.
      c.req.bodyCache.text = Promise.resolve(text) as unknown as string;
    }
    return next();
  };
}

/**
 * A server without keys trusts this machine alone. A web page elsewhere can point a name of its own at 127.0.0.1 (DNS rebinding): its requests carry that name.
 * Throws ForbiddenError.
 */
function refuseForeignHost(host: string | undefined): void {
  if (host !== undefined && !/^(?:localhost|127(?:\.[0-9]{1,3}){3}|\[::1\])(?::[0-9]+)?$/i.test(host)) {
    throw new ForbiddenError(
      "Without API keys this server answers only requests to localhost, 127.0.0.1 or [::1]. `folkmoot keys create` makes a key.",
    );
  }
}

function limitRate(c: Context<HttpEnv>, limiter: RateLimiter, keyId: string): void {
  const standing = limiter.take(keyId);
  c.header("X-RateLimit-Limit", String(standing.limit));
  c.header("X-RateLimit-Remaining", String(standing.remaining));
  c.header("X-RateLimit-Reset", String(standing.resetAtSeconds));
  if (!standing.isAllowed) {
    throw new RateLimitedError(
      `Rate limit exceeded: this API key may make ${standing.limit} requests a minute. Try again in ${standing.retryAfterSeconds} s.`,
      standing.retryAfterSeconds,
    );
  }
}
