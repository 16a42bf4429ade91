import type { AuthenticatedKey } from "../services/keys/authenticate-key.ts";
import type { ServicePorts } from "../services/service-ports.ts";
import { hasScope } from "./access-rules.ts";
import { authenticateDirectly } from "./authenticate-directly.ts";
import type { DirectCaller, DirectRoute } from "./direct-requests.ts";
import type { TurnRoute } from "./routes/play-turn.ts";

const TURN_PATH = /^\/api\/v1\/episodes\/([A-Za-z0-9_-]{1,128})\/turns$/;

/** The short way of turns, which trainers send most. */
export function createDirectTurns(ports: ServicePorts, route: TurnRoute): DirectRoute {
  return {
    path: route.path,
    match: (url) => TURN_PATH.exec(url)?.[1] ?? null,
    admit: async (incoming) => {
      const key = await authenticateDirectly(ports, incoming);
      return key !== null && hasScope(key.scopes, route.scope) ? toCaller(route, key) : null;
    },
  };
}

function toCaller(route: TurnRoute, { keyId, tenantId, scopes }: AuthenticatedKey): DirectCaller {
  return {
    counted: keyId,
    keyId,
    answer: async (episodeId, requestId, body) => {
      const { body: answer, replayed } = await route.answer({ tenantId, scopes, requestId }, episodeId, body);
      const headers: Record<string, string> = replayed ? { "Idempotent-Replayed": "true" } : {};
      return { text: JSON.stringify(answer), headers };
    },
  };
}
