import { yieldLoop } from "../http/yield-loop.ts";
import type { Storage } from "../ports/storage.ts";
import { SessionLookUps } from "../services/annotators/session-look-ups.ts";
import { LiveEpisodes } from "../services/episodes/live-episodes.ts";
import { NO_AUDIT } from "../services/evidence/no-audit.ts";
import { NO_OPINION_KEEPER } from "../services/evidence/no-opinion-keeper.ts";
import { NO_OPINIONS } from "../services/fallback/no-opinions.ts";
import { RUBRIC_ALONE } from "../services/fallback/rubric-alone.ts";
import { KeyLookUps } from "../services/keys/key-look-ups.ts";
import { NO_MONITORS, NO_READINGS } from "../services/monitors/no-monitors.ts";
import { type Asking, openAsking } from "../services/people/asking.ts";
import type { PeopleDesk } from "../services/people/people-desk.ts";
import { ScenarioEngines } from "../services/scenarios/scenario-engines.ts";
import { embeddedSource } from "../services/scoring/embedded-source.ts";
import { ScoreCache } from "../services/scoring/score-cache.ts";
import type { ServicePorts } from "../services/service-ports.ts";
import { openVoting } from "../services/voting/open-voting.ts";
import { shippedEngineTools } from "../shipped-engine-tools.ts";
import { type OweRevision, openPeople } from "./compose-people.ts";
import { sha256Hex, systemClock, systemRandom, systemStopwatch, systemTimer } from "./system-ports.ts";

/** Scenario versions kept ready: far more than there are scenarios, far fewer than would fill the memory. */
export const ENGINES_MAX = 2000;
/** What there is besides the rubric, and what learns and watches. */
export type FallbackServices = Pick<
  ServicePorts,
  "opinions" | "monitors" | "monitorReader" | "opinionKeeper" | "audit" | "rewardModels"
>;
/** Opens it over the other ports. */
export type OpenFallback = (
  ports: Omit<ServicePorts, keyof FallbackServices | "people" | "revisions"> & Asking,
) => FallbackServices;

const NO_FALLBACK: OpenFallback = () => ({
  opinions: NO_OPINIONS,
  monitors: NO_MONITORS,
  monitorReader: NO_READINGS,
  rewardModels: RUBRIC_ALONE,
  opinionKeeper: NO_OPINION_KEEPER,
  audit: NO_AUDIT,
});
const OWES_NOTHING: OweRevision = () => null;

/** The stores of a database. */
type Stores = Omit<Storage, "probe" | "measure" | "close">;

/**
 * The services' ports over one database and one catalog.
 * @param owe what a revision owes to the webhook; by default nothing.
 * @param openFallback by default there is nothing but the rubric.
 */
export function createPorts(
  storage: Stores,
  scenarios: ServicePorts["scenarios"],
  { limits, admission }: Pick<ServicePorts, "limits" | "admission">,
  isOpenWithoutKeys: boolean,
  reportFault: ServicePorts["reportFault"],
  owe: OweRevision = OWES_NOTHING,
  openFallback: OpenFallback = NO_FALLBACK,
): ServicePorts & { readonly people: PeopleDesk } {
  const world = { clock: systemClock, timer: systemTimer, random: systemRandom, sha256Hex };
  const voting = openVoting({ ...world, stopwatch: systemStopwatch, questions: storage.questions, reportFault });
  const asking = openAsking(voting.board, { questions: storage.questions, reportFault });
  const ports = {
    scenarios,
    scenarioVersions: storage.scenarioVersions,
    episodes: storage.episodes,
    keys: storage.keys,
    keyLookUps: new KeyLookUps(storage.keys, systemClock),
    replies: storage.replies,
    engines: new ScenarioEngines(shippedEngineTools(), ENGINES_MAX, yieldLoop),
    live: new LiveEpisodes(limits.liveEpisodesMax),
    scoreCache: new ScoreCache({ entriesMax: limits.scoreCacheEntriesMax, bytesMax: limits.scoreCacheBytesMax }),
    scoreHistory: storage.scoreHistory,
    questions: storage.questions,
    annotators: storage.annotators,
    sessionLookUps: new SessionLookUps(storage.annotators, systemClock),
    admission,
    comparisons: storage.comparisons,
    ...voting,
    rewardSource: embeddedSource,
    personaVoice: null,
    ...world,
    limits,
    isOpenWithoutKeys,
    reportFault,
  };
  const whole = { ...ports, ...openFallback({ ...ports, ...asking }) };
  return { ...whole, ...openPeople({ ...whole, ...asking }, owe) };
}
