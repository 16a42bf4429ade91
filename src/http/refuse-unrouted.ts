import type { Context, Hono } from "hono";
import { MethodNotAllowedError, NotFoundError } from "../domain/errors.ts";
import { hidePathKey } from "./compat/path-key.ts";
import type { HttpEnv } from "./http-env.ts";

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"];

/**
 * Refuses a request that no route takes. Throws MethodNotAllowedError where the path has routes for other methods, which the header `Allow` then names (RFC 9110, 15.5.6), and else NotFoundError.
 * @param listing where the routes are listed.
 */
export function refuseUnrouted(app: Pick<Hono<HttpEnv>, "router">, c: Context<HttpEnv>, listing: string): never {
  const { method, path } = c.req;
  const allowed = METHODS.filter((other) => app.router.match(other, path)[0].some(([[, route]]) => route.method !== "ALL"));
  const missing = `There is no ${method} ${hidePathKey(path).slice(0, 200)}.`;
  if (allowed.length === 0) {
    throw new NotFoundError(`${missing} ${listing} lists the routes there are.`);
  }
  c.header("Allow", allowed.join(", "));
  throw new MethodNotAllowedError(`${missing} It can be asked with ${allowed.join(", ")}.`);
}
