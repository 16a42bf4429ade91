import type { ScenarioAddress } from "../read-label.ts";

/** What a session of a resources server is about. The cookie names it, so a server that was restarted, or another one, knows it too. */
export type NemoSession =
  | { readonly kind: "scenario"; readonly address: ScenarioAddress }
  | { readonly kind: "episode"; readonly episodeId: string; readonly address: ScenarioAddress };

const COOKIE = "folkmoot_nemo_gym";
const VALUE = new RegExp(`(?:^|;)[ \\t]*${COOKIE}="?([A-Za-z0-9_.~!*'()%-]{1,1200})"?(?:;|$)`);

/**
 * The Set-Cookie header of a session. It holds names and no secret: the key alone opens what they name. Not Secure, since trainers come by http; for every path, since a proxy may serve the dialect at another.
 */
export function writeSession(session: NemoSession): string {
  const { collectionSlug, scenarioSlug } = session.address;
  const episode = session.kind === "episode" ? [session.episodeId] : [];
  const value = [collectionSlug, scenarioSlug, ...episode]
    .map((part) => encodeURIComponent(part).replaceAll(".", "%2E"))
    .join(".");
  return `${COOKIE}=${value}; Path=/; HttpOnly; SameSite=Lax`;
}

/** The session in a Cookie header; null: there is none. */
export function readSession(cookieHeader: string | undefined): NemoSession | null {
  const value = VALUE.exec(cookieHeader ?? "")?.[1];
  const [collectionSlug, scenarioSlug, episodeId, ...more] = value === undefined ? [] : value.split(".").map(decode);
  if (!collectionSlug || !scenarioSlug || episodeId === "" || more.length > 0) {
    return null;
  }
  const address = { collectionSlug, scenarioSlug };
  return episodeId === undefined ? { kind: "scenario", address } : { kind: "episode", episodeId, address };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return "";
  }
}
