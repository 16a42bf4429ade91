import type { Context, Hono } from "hono";
import type { HttpEnv } from "../../http-env.ts";
import { authenticateRequest } from "../../middleware/guard-requests.ts";
import { refuseUnrouted } from "../../refuse-unrouted.ts";
import type { OrsDoor } from "./ors-door.ts";
import { findEnvironment, getDefaultEnvironment } from "./ors-environment.ts";

/**
 * Redirects a request whose path names no environment to that of its session, else to the one that the client means, else to the first. Throws as refuseUnrouted does where
 * the path begins as one of ours does, and UnauthenticatedError: what there is, is told to callers alone.
 * @param roots first parts of paths that stand at the root.
 */
export async function sendToEnvironment(
  app: Pick<Hono<HttpEnv>, "router">,
  c: Context<HttpEnv>,
  { ports, sessions }: OrsDoor,
  roots: ReadonlySet<string>,
): Promise<Response> {
  const { path, url } = c.req;
  const first = firstPartOf(path);
  if (roots.has(first) || findEnvironment(ports, first) !== null) {
    refuseUnrouted(app, c, "/openapi.json");
  }
  const { tenantId, scopes } = await authenticateRequest(ports, c, true);
  const caller = { tenantId, scopes, requestId: c.get("requestId") };
  const session = sessions.find(caller, c.req.header("x-session-id")?.trim() ?? "");
  const slug = session?.scenario.public.collectionSlug ?? getDefaultEnvironment(ports, c.req.header("x-deployment")).slug;
  const { pathname, search } = new URL(url);
  return c.redirect(`/${slug}${pathname}${search}`, 308);
}

/** Of a path, such as `health` of `/health`. */
export function firstPartOf(path: string): string {
  return path.split("/", 2)[1] ?? "";
}
