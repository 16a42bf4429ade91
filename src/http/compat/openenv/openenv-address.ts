/** What an address of the dialect names. */
export interface OpenEnvAddress {
  readonly collectionSlug: string;
  /** Null: `reset` names a scenario, or one is drawn. */
  readonly scenarioSlug: string | null;
}

/** A WebSocket's address. */
export interface OpenEnvSocketAddress extends OpenEnvAddress {
  /** As metrics and the log name it: without names and keys. */
  readonly route: string;
  /** What an MCP client was given by `openenv/session/create`; null: there is none. */
  readonly sessionId: string | null;
}

/** The paths below which the dialect is served, as documented. */
export const OPENENV_BASES = [
  "/compat/openenv/{collection_slug}",
  "/compat/openenv/{collection_slug}/{scenario_slug}",
  "/compat/k/{key}/openenv/{collection_slug}",
  "/compat/k/{key}/openenv/{collection_slug}/{scenario_slug}",
] as const;

const SOCKET_PATH = /^\/compat\/(?:k\/([^/]+)\/)?openenv\/([^/]+)(?:\/([^/]+))?\/ws$/;

/** What the URL of a request for a WebSocket names; null: it is none of ours. */
export function readSocketAddress(url: string): OpenEnvSocketAddress | null {
  const [path = "", query = ""] = url.split("?", 2);
  const found = SOCKET_PATH.exec(path);
  if (found === null) {
    return null;
  }
  const [, key, collection = "", scenario] = found;
  const [collectionSlug, scenarioSlug] = [decode(collection), scenario === undefined ? null : decode(scenario)];
  const [plain, inScenario, keyed, keyedInScenario] = OPENENV_BASES;
  const [wide, narrow] = key === undefined ? [plain, inScenario] : [keyed, keyedInScenario];
  return {
    collectionSlug,
    scenarioSlug,
    route: `${scenarioSlug === null ? wide : narrow}/ws`,
    sessionId: new URLSearchParams(query).get("session_id"),
  };
}

/** As it came where it cannot be decoded: no collection has such a name. */
function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
