import type { RouteConfig } from "@hono/zod-openapi";
import type { Scope } from "../ports/key-store.ts";

/** What a route asks for: a key with that scope, `any` key, an annotator's `session`, or nothing (`public`). */
export type Access = Scope | "any" | "session" | "public";

/** Who may call a route, and what of its JSON body is at hand before it. */
export interface AccessRule {
  /** As documented: `/api/v1/episodes/{episode_id}`. */
  readonly path: string;
  readonly scope: Access;
  /** `bytes`: the route's own business, as on those that take large ones. */
  readonly body: "none" | "text" | "bytes";
  /** Whether the key may stand in the address too. */
  readonly takesAddressKey: boolean;
}

const SCOPE_MEMBER = "x-required-scope";
/** A symbol, so that it stays out of the documentation. */
const TAKES_BYTES = Symbol("takes bytes");

const TAKES_ADDRESS_KEY = Symbol("takes a key in the address");

/** Whether a key with these scopes may call what needs that one. */
export function hasScope(held: readonly Scope[], needed: Scope): boolean {
  return held.includes(needed) || held.includes("admin");
}

/** Contract members of a route for callers with that scope (or admin): spread into `createRoute`. */
export function requiresScope(scope: Scope) {
  return { security: [{ bearer: [] }, { api_key: [] }], [SCOPE_MEMBER]: scope };
}

/**
 * Contract members of a route for trainers that are told an address and nothing else: spread into `createRoute`. The key may come as the address's user information.
 * @param isInPath whether it stands in the path, so that no header is needed.
 */
export function requiresTrainerKey(isInPath: boolean) {
  const security = isInPath ? [{}] : [{ bearer: [] }, { api_key: [] }, { user_information: [] }];
  return { security, [SCOPE_MEMBER]: "trainer" as const, [TAKES_ADDRESS_KEY]: true };
}

/** Contract members of a route for callers with any key: spread into `createRoute`. */
export function requiresKey() {
  return { security: [{ bearer: [] }, { api_key: [] }], [SCOPE_MEMBER]: "any" as const };
}

/** Contract members of a route for signed-in annotators: spread into `createRoute`. */
export function requiresSession() {
  return { security: [{ session: [] }, { session_cookie: [] }], [SCOPE_MEMBER]: "session" as const };
}

/** Whether the contract of a route asks for an API key. */
export function isBehindKey(route: object): boolean {
  const { [SCOPE_MEMBER]: scope } = route as { readonly [SCOPE_MEMBER]?: Access };
  return scope !== undefined && scope !== "session" && scope !== "public";
}

/** Contract members of a route that anyone may call: spread into `createRoute`. */
export function isPublic() {
  return { security: [], [SCOPE_MEMBER]: "public" };
}

/** A contract member of a route that is given its body as the bytes that came: spread into `createRoute`. */
export function takesBytes() {
  return { [TAKES_BYTES]: true };
}

/** The rules of all routes, read from their contracts. A route without a rule is served to nobody. */
export class AccessRules {
  readonly #rules = new Map<string, AccessRule>();

  /** Takes over the rule that a route's contract states. */
  learn(route: RouteConfig): void {
    const scope = (route as { readonly [SCOPE_MEMBER]?: Access })[SCOPE_MEMBER];
    if (scope === undefined) {
      return;
    }
    const pattern = route.path.replaceAll(/\{(.+?)\}/g, ":$1");
    this.#rules.set(`${route.method.toUpperCase()} ${pattern}`, {
      path: route.path,
      scope,
      body: bodyOf(route),
      takesAddressKey: TAKES_ADDRESS_KEY in route,
    });
  }

  /** The rule of a route by its method and Hono's pattern; null where there is none. */
  find(method: string, pattern: string): AccessRule | null {
    // Hono serves HEAD through the GET route.
    return this.#rules.get(`${method === "HEAD" ? "GET" : method} ${pattern}`) ?? null;
  }

  /** Every route with a rule, as `GET /api/v1/collections`. */
  list(): readonly string[] {
    return [...this.#rules.keys()];
  }
}

function bodyOf(route: RouteConfig): AccessRule["body"] {
  if (route.request?.body === undefined) {
    return "none";
  }
  return TAKES_BYTES in route ? "bytes" : "text";
}
