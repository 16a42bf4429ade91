import { sha256Hex, systemTimer } from "../../src/composition/system-ports.ts";
import type { Collection } from "../../src/domain/scenarios/collection.ts";
import type { Scenario } from "../../src/domain/scenarios/scenario.ts";
import { SessionLookUps } from "../../src/services/annotators/session-look-ups.ts";
import type { Caller } from "../../src/services/caller.ts";
import type { CreateEpisodeRequest } from "../../src/services/episodes/create-episode.ts";
import { LiveEpisodes } from "../../src/services/episodes/live-episodes.ts";
import { NO_AUDIT } from "../../src/services/evidence/no-audit.ts";
import { NO_OPINION_KEEPER } from "../../src/services/evidence/no-opinion-keeper.ts";
import { NO_OPINIONS } from "../../src/services/fallback/no-opinions.ts";
import { RUBRIC_ALONE } from "../../src/services/fallback/rubric-alone.ts";
import { KeyLookUps } from "../../src/services/keys/key-look-ups.ts";
import { NO_MONITORS, NO_READINGS } from "../../src/services/monitors/no-monitors.ts";
import { RevisionFeed } from "../../src/services/people/revision-feed.ts";
import { ScenarioEngines } from "../../src/services/scenarios/scenario-engines.ts";
import { embeddedSource } from "../../src/services/scoring/embedded-source.ts";
import type { EvaluateRequest } from "../../src/services/scoring/evaluation.ts";
import { ScoreCache } from "../../src/services/scoring/score-cache.ts";
import type { ServiceLimits } from "../../src/services/service-limits.ts";
import type { ServicePorts } from "../../src/services/service-ports.ts";
import { openVoting } from "../../src/services/voting/open-voting.ts";
import { openStorage } from "../../src/storage/open-storage.ts";
import { PLAIN_ENGINE_TOOLS } from "./engine-tools.ts";
import { fixtureScenario } from "./fixture-scenario.ts";
import { NO_PEOPLE } from "./no-people.ts";
import { GOOD_TALK } from "./transcripts.ts";

export const LIMITS: ServiceLimits = {
  episodeIdleMs: 3_600_000,
  expiredKeptMs: 3_600_000,
  liveEpisodesMax: 50,
  messageCharactersMax: 10_000,
  transcriptMessagesMax: 100,
  batchItemsMax: 10,
  forksMax: 4,
  repliesKeptMs: 3_600_000,
  scoreCacheEntriesMax: 100,
  scoreCacheBytesMax: 1_000_000,
  scoreHistoryRewardsMax: 50,
  scoreHistoryKeptMs: 86_400_000,
  comparisonsKeptMs: 10 * 86_400_000,
};

/** A request for an episode of the fixture scenario. */
export const EPISODE_REQUEST: CreateEpisodeRequest = {
  collectionSlug: "claims",
  scenarioSlug: "caller",
  scoreTurns: true,
  seed: 7,
  groupId: null,
  observationRole: "assistant",
  rewardMode: "cumulative",
  maxTurns: null,
};

/** A request that the fixture scenario scores. */
export const EVALUATE_REQUEST: EvaluateRequest = {
  collectionSlug: "claims",
  scenarioSlug: "caller",
  messages: GOOD_TALK,
  rewardConfig: null,
  reference: null,
  normalization: null,
  human: null,
};

export const CALLER: Caller = { tenantId: "default", scopes: ["trainer"], requestId: "req_test" };

/** The services over a database in memory, the fixture scenario, and a clock and draws that the test owns. */
export async function createServiceWorld(initial: Scenario = fixtureScenario(), limitChanges: Partial<ServiceLimits> = {}) {
  const limits = { ...LIMITS, ...limitChanges };
  let historyFault: Error | null = null;
  const storage = await openStorage("sqlite::memory:", { exclusive: false });
  const clock = { time: 1_000_000, now: () => clock.time };
  let drawn = 0;
  const faults: unknown[] = [];
  const catalog = { scenario: initial };
  const collection = (): Collection => ({
    slug: "claims",
    title: "Claims",
    description: "",
    language: "en",
    dimensions: [],
    scenarios: new Map([["caller", catalog.scenario]]),
  });
  const reportFault = (fault: unknown) => void faults.push(fault);
  const random = {
    uint32: () => {
      drawn += 1;
      return drawn;
    },
    token: (byteCount: number) => {
      drawn += 1;
      return `${drawn}`.padStart(Math.ceil(byteCount * 1.35), "0");
    },
  };
  const world = { clock, timer: systemTimer, random, sha256Hex };
  const ports: ServicePorts = {
    scenarios: {
      listCollections: () => [collection()],
      findCollection: (slug) => (slug === "claims" ? collection() : null),
      findScenario: (slug, scenarioSlug) => (slug === "claims" && scenarioSlug === "caller" ? catalog.scenario : null),
    },
    scenarioVersions: storage.scenarioVersions,
    episodes: storage.episodes,
    keys: storage.keys,
    keyLookUps: new KeyLookUps(storage.keys, clock),
    replies: storage.replies,
    engines: new ScenarioEngines(PLAIN_ENGINE_TOOLS, 10, () => Promise.resolve()),
    live: new LiveEpisodes(limits.liveEpisodesMax),
    scoreCache: new ScoreCache({ entriesMax: limits.scoreCacheEntriesMax, bytesMax: limits.scoreCacheBytesMax }),
    scoreHistory: {
      ...storage.scoreHistory,
      recordRewards: async (...args) => {
        if (historyFault) {
          throw historyFault;
        }
        return await storage.scoreHistory.recordRewards(...args);
      },
    },
    questions: storage.questions,
    annotators: storage.annotators,
    sessionLookUps: new SessionLookUps(storage.annotators, clock),
    admission: { sessionMs: 3_600_000, votesPerVisit: 2, guests: "never", prolific: null, mturk: null },
    comparisons: storage.comparisons,
    ...openVoting({ ...world, stopwatch: clock.now, questions: storage.questions, reportFault }),
    rewardSource: embeddedSource,
    rewardModels: RUBRIC_ALONE,
    monitorReader: NO_READINGS,
    personaVoice: null,
    opinions: NO_OPINIONS,
    monitors: NO_MONITORS,
    opinionKeeper: NO_OPINION_KEEPER,
    audit: NO_AUDIT,
    people: NO_PEOPLE,
    revisions: new RevisionFeed(),
    ...world,
    limits,
    isOpenWithoutKeys: true,
    reportFault,
  };
  return {
    ports,
    clock,
    catalog,
    storage,
    /** What the services reported, oldest first. */
    faults,
    /** Makes the next writes to the histories fail. */
    failHistory: (fault: Error) => {
      historyFault = fault;
    },
    /** The same database as a new process would see it: nothing in memory. */
    restart: (): ServicePorts => ({
      ...ports,
      ...openVoting({ ...world, stopwatch: clock.now, questions: storage.questions, reportFault }),
      live: new LiveEpisodes(10),
      engines: new ScenarioEngines(PLAIN_ENGINE_TOOLS, 10, () => Promise.resolve()),
    }),
    close: async () => {
      ports.deadlines.close();
      await storage.close();
    },
  };
}
