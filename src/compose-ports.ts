import { type OweRevision, openPeople } from "./compose-people.ts";
import type { Storage } from "./ports/storage.ts";
import { SessionLookUps } from "./services/annotators/session-look-ups.ts";
import { LiveEpisodes } from "./services/episodes/live-episodes.ts";
import { KeyLookUps } from "./services/keys/key-look-ups.ts";
import { NO_READINGS } from "./services/monitors/no-monitors.ts";
import type { PeopleDesk } from "./services/people/people-desk.ts";
import { ScenarioEngines } from "./services/scenarios/scenario-engines.ts";
import { embeddedSource } from "./services/scoring/embedded-source.ts";
import { ScoreCache } from "./services/scoring/score-cache.ts";
import type { ServicePorts } from "./services/service-ports.ts";
import { openVoting } from "./services/voting/open-voting.ts";
import { shippedEngineTools } from "./shipped-engine-tools.ts";
import { sha256Hex, systemClock, systemRandom, systemTimer } from "./system-ports.ts";

/** Scenario versions kept ready: far more than there are scenarios, far fewer than would fill the memory. */
export const ENGINES_MAX = 2000;
const OWES_NOTHING: OweRevision = () => null;

/** The stores of a database. */
type Stores = Omit<Storage, "probe" | "measure" | "close">;

/** The services' ports over one database and one catalog. @param owe what a revision owes to the webhook; by default nothing. */
export function createPorts(
  storage: Stores,
  scenarios: ServicePorts["scenarios"],
  { limits, admission }: Pick<ServicePorts, "limits" | "admission">,
  isOpenWithoutKeys: boolean,
  reportFault: ServicePorts["reportFault"],
  owe: OweRevision = OWES_NOTHING,
): ServicePorts & { readonly people: PeopleDesk } {
  const world = { clock: systemClock, timer: systemTimer, random: systemRandom, sha256Hex };
  const ports = {
    scenarios,
    scenarioVersions: storage.scenarioVersions,
    episodes: storage.episodes,
    keys: storage.keys,
    keyLookUps: new KeyLookUps(storage.keys, systemClock),
    replies: storage.replies,
    engines: new ScenarioEngines(shippedEngineTools(), ENGINES_MAX),
    live: new LiveEpisodes(limits.liveEpisodesMax),
    scoreCache: new ScoreCache({ entriesMax: limits.scoreCacheEntriesMax, bytesMax: limits.scoreCacheBytesMax }),
    scoreHistory: storage.scoreHistory,
    questions: storage.questions,
    annotators: storage.annotators,
    sessionLookUps: new SessionLookUps(storage.annotators, systemClock),
    admission,
    comparisons: storage.comparisons,
    ...openVoting({ ...world, questions: storage.questions, reportFault }),
    rewardSource: embeddedSource,
    monitorReader: NO_READINGS,
    personaVoice: null,
    ...world,
    limits,
    isOpenWithoutKeys,
    reportFault,
  };
  return { ...ports, ...openPeople(ports, owe) };
}
