import type { ServicePorts } from "../services/service-ports.ts";
import { hasScope } from "./access-rules.ts";
import type { Arrivals } from "./arrival-times.ts";
import { authenticateDirectly } from "./authenticate-directly.ts";
import { type DirectRoute, headerOf } from "./direct-requests.ts";
import type { InlineScoring } from "./scoring/mount-scoring-route.ts";
import { FORCE_FALLBACK_HEADER } from "./scoring/read-forced-fallback.ts";

/** The short way of small requests that score one conversation or one pair, which trainers send most beside turns. */
export function createDirectScoring(ports: ServicePorts, arrivals: Arrivals, route: InlineScoring): DirectRoute {
  return {
    path: route.path,
    bodyBytesMax: route.bodyBytesMax,
    match: (url) => (url === route.path ? "" : null),
    admit: async (incoming) => {
      const arrivedAt = arrivals.arrivedAt(incoming.socket);
      const isForced = incoming.headers[FORCE_FALLBACK_HEADER.toLowerCase()] !== undefined;
      const key = isForced ? null : await authenticateDirectly(ports, incoming);
      if (key === null || !hasScope(key.scopes, "trainer")) {
        return null;
      }
      const { keyId, tenantId, scopes } = key;
      return {
        counted: keyId,
        keyId,
        answerBytes: (requestId, bytes) => {
          // Node's buffers are parts of larger ones.
          const body = new Uint8Array(bytes).buffer;
          return route.answer({ body, arrivedAt, caller: { tenantId, scopes, requestId } }, headerOf(incoming, "prefer"));
        },
      };
    },
  };
}
