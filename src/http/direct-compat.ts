import type { IncomingMessage } from "node:http";
import { authenticateKey } from "../services/keys/authenticate-key.ts";
import type { ServicePorts } from "../services/service-ports.ts";
import { hasScope } from "./access-rules.ts";
import type { Arrivals } from "./arrival-times.ts";
import { COMPAT_BODY_BYTES_MAX } from "./compat/create-compat-answerer.ts";
import type { CompatRoute } from "./compat/mount-compat-route.ts";
import { type DirectRoute, headerOf } from "./direct-requests.ts";
import { readTrainerKey } from "./middleware/read-trainer-key.ts";

/** What stands in a path without being written otherwise there. */
const PLAIN_PART = "([A-Za-z0-9_.-]{1,256})";

/** The short way of a trainer's dialect: they send one sample a request, thousands at a time. */
export function createDirectCompat(ports: ServicePorts, arrivals: Arrivals, { path, answer }: CompatRoute): DirectRoute {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
  const pattern = new RegExp(`^${path.replaceAll(/\{\w+\}/g, PLAIN_PART)}(?:\\?([^#]*))?$`);
  const partsOf = (url: string) => {
    const found = pattern.exec(url) ?? [];
    const part = (name: string) => (names.includes(name) ? found[names.indexOf(name) + 1] : undefined);
    return { collectionSlug: part("collection_slug"), scenarioSlug: part("scenario_slug"), query: found[names.length + 1] ?? "" };
  };
  return {
    path,
    bodyBytesMax: COMPAT_BODY_BYTES_MAX,
    match: (url) => (pattern.test(url) ? url : null),
    admit: async (incoming) => {
      const arrivedAt = arrivals.arrivedAt(incoming.socket);
      const key = await authenticateTrainer(ports, incoming);
      if (key === null || !hasScope(key.scopes, "trainer")) {
        return null;
      }
      const { keyId, tenantId, scopes } = key;
      return {
        counted: keyId,
        keyId,
        answerBytes: (requestId, body, named) => {
          const { collectionSlug, scenarioSlug, query } = partsOf(named);
          const place = { collectionSlug: collectionSlug ?? null, scenarioSlug: scenarioSlug ?? null, session: null };
          return answer({ caller: { tenantId, scopes, requestId }, arrivedAt, place, query, body });
        },
      };
    },
  };
}

/** Whose key a request carries; null where there is no key or none that is good: the app asks again, and says why it refuses. */
async function authenticateTrainer(ports: ServicePorts, incoming: IncomingMessage) {
  try {
    const [path = ""] = (incoming.url ?? "").split("?", 1);
    const keyText = readTrainerKey(path, (name) => headerOf(incoming, name));
    return keyText === null ? null : await authenticateKey(ports, keyText);
  } catch {
    return null;
  }
}
