// The whole server over a database in memory: real services, a fixture collection, a clock and a randomness that the test owns.

import { fileURLToPath } from "node:url";
import { pino } from "pino";
import { openPeople } from "../../src/composition/compose-people.ts";
import { sha256Hex, systemTimer } from "../../src/composition/system-ports.ts";
import { createApp } from "../../src/http/app.ts";
import { DrainState } from "../../src/http/drain-state.ts";
import type { HttpLimits, HttpOptions } from "../../src/http/http-options.ts";
import type { Random } from "../../src/ports/random.ts";
import type { ScoringThreads } from "../../src/ports/scoring-threads.ts";
import type { Timer } from "../../src/ports/timer.ts";
import { openScenarioCatalog } from "../../src/scenario-files/open-scenario-catalog.ts";
import type { AdmissionRules } from "../../src/services/annotators/admission-rules.ts";
import { SessionLookUps } from "../../src/services/annotators/session-look-ups.ts";
import { LiveEpisodes } from "../../src/services/episodes/live-episodes.ts";
import { NO_AUDIT } from "../../src/services/evidence/no-audit.ts";
import { NO_OPINION_KEEPER } from "../../src/services/evidence/no-opinion-keeper.ts";
import { NO_OPINIONS } from "../../src/services/fallback/no-opinions.ts";
import { RUBRIC_ALONE } from "../../src/services/fallback/rubric-alone.ts";
import { createKey } from "../../src/services/keys/create-key.ts";
import { KeyLookUps } from "../../src/services/keys/key-look-ups.ts";
import { NO_MONITORS, NO_READINGS } from "../../src/services/monitors/no-monitors.ts";
import { openAsking } from "../../src/services/people/asking.ts";
import { ScenarioEngines } from "../../src/services/scenarios/scenario-engines.ts";
import { embeddedSource } from "../../src/services/scoring/embedded-source.ts";
import { ScoreCache } from "../../src/services/scoring/score-cache.ts";
import type { ServiceLimits } from "../../src/services/service-limits.ts";
import type { ServicePorts } from "../../src/services/service-ports.ts";
import { openVoting } from "../../src/services/voting/open-voting.ts";
import { shippedEngineTools } from "../../src/shipped-engine-tools.ts";
import { openStorage } from "../../src/storage/open-storage.ts";
import type { WireResponse } from "./wire-response.ts";

/** 2026-01-01T00:00:00Z */
export const START = Date.UTC(2026, 0, 1);
const FIXTURES = fileURLToPath(new URL("./fixture-scenarios", import.meta.url));
const PROBLEM_PAGES = new URL("../../docs/problems/", import.meta.url);
/** Stands for the built voting page. */
const VOTE_PAGE = new URL("./fixture-vote-page/", import.meta.url);
/** Read and prepared once for all worlds of a process: neither changes, and an engine answers by its scenario alone. */
const engineTools = shippedEngineTools();
const catalog = openScenarioCatalog(FIXTURES, null, engineTools);
const engines = new ScenarioEngines(engineTools, 10, () => Promise.resolve());

const SERVICE_LIMITS: ServiceLimits = {
  episodeIdleMs: 3_600_000,
  expiredKeptMs: 3_600_000,
  liveEpisodesMax: 100,
  messageCharactersMax: 1000,
  transcriptMessagesMax: 20,
  batchItemsMax: 5,
  forksMax: 4,
  repliesKeptMs: 3_600_000,
  scoreCacheEntriesMax: 100,
  scoreCacheBytesMax: 1_000_000,
  scoreHistoryRewardsMax: 100,
  scoreHistoryKeptMs: 30 * 86_400_000,
  comparisonsKeptMs: 90 * 86_400_000,
};

/** Everybody is let in: the tests that are about who is not bring their own rules. */
const ADMISSION: AdmissionRules = {
  sessionMs: 3_600_000,
  votesPerVisit: 2,
  guests: "keyless",
  prolific: { audience: "prolific", completionCode: "C0DE" },
  mturk: { audience: "mturk", completionSecret: "a secret of sixteen" },
};

const HTTP_LIMITS: HttpLimits = {
  bodyBytesMax: 20_000,
  keylessBodyBytesMax: 10_000,
  inlineBodyBytesMax: 20_000,
  latencyBudgetMsMax: 60_000,
  jsonDepthMax: 12,
  requestsPerMinute: 100,
  signInsPerMinute: 100,
  webSocketsMax: 10,
  countedKeysMax: 100,
  readinessKeptMs: 1000,
};

/** Bodies of these tests are small; those that are about threads bring their own. */
const NO_THREADS: ScoringThreads = {
  run: () => Promise.reject(new Error("This world has no scoring threads.")),
  warm: () => undefined,
  load: { busy: 0, waiting: Number.MAX_SAFE_INTEGER, parked: 0 },
  close: async () => undefined,
};

export interface TestWorldOptions {
  readonly ports?: Partial<ServicePorts>;
  readonly serviceLimits?: Partial<ServiceLimits>;
  readonly httpLimits?: Partial<HttpLimits>;
  /** Where bodies above `inlineBodyBytesMax` are scored. */
  readonly openThreads?: (ports: ServicePorts) => ScoringThreads;
  readonly http?: Partial<Omit<HttpOptions, "limits">>;
  /** Where the test rings the alarms; by default the system does. */
  readonly timer?: Timer;
  /** False leaves the server without any key. */
  readonly hasKeys?: boolean;
}

export type TestWorld = Awaited<ReturnType<typeof createTestWorld>>;

/** Opens a world of its own; close it in the end. */
export async function createTestWorld(options: TestWorldOptions = {}) {
  const clock = { time: START, now: () => clock.time };
  const random = createCountingRandom();
  const storage = await openStorage("sqlite::memory:", { exclusive: false, clock });
  const limits = { ...SERVICE_LIMITS, ...options.serviceLimits };
  const reportFault = (fault: unknown) => {
    throw fault;
  };
  const world = { clock: options.ports?.clock ?? clock, timer: options.timer ?? systemTimer, random, sha256Hex };
  const voting = openVoting({ ...world, stopwatch: world.clock.now, questions: storage.questions, reportFault });
  const asking = openAsking(voting.board, { questions: storage.questions, reportFault });
  const withoutPeople = {
    scenarios: catalog,
    scenarioVersions: storage.scenarioVersions,
    episodes: storage.episodes,
    keys: storage.keys,
    keyLookUps: new KeyLookUps(storage.keys, clock),
    replies: storage.replies,
    engines,
    live: new LiveEpisodes(limits.liveEpisodesMax),
    scoreCache: new ScoreCache({ entriesMax: limits.scoreCacheEntriesMax, bytesMax: limits.scoreCacheBytesMax }),
    scoreHistory: storage.scoreHistory,
    questions: storage.questions,
    annotators: storage.annotators,
    sessionLookUps: new SessionLookUps(storage.annotators, clock),
    admission: ADMISSION,
    comparisons: storage.comparisons,
    ...voting,
    rewardSource: embeddedSource,
    rewardModels: RUBRIC_ALONE,
    monitorReader: NO_READINGS,
    personaVoice: null,
    opinions: NO_OPINIONS,
    monitors: NO_MONITORS,
    opinionKeeper: NO_OPINION_KEEPER,
    audit: NO_AUDIT,
    ...world,
    limits,
    isOpenWithoutKeys: true,
    reportFault,
  };
  const ports: ServicePorts = { ...withoutPeople, ...openPeople({ ...withoutPeople, ...asking }, () => null), ...options.ports };
  const logLines: Record<string, unknown>[] = [];
  const drainState = new DrainState();
  const threads = options.openThreads?.(ports) ?? NO_THREADS;
  const httpOptions: HttpOptions = {
    version: "0.0.0-test",
    limits: { ...HTTP_LIMITS, ...options.httpLimits },
    scoringThreads: threads,
    publicUrl: null,
    proxyCount: 0,
    mediaOrigins: ["https://media.example.org"],
    isFramedByMturk: false,
    drainState,
    problemPages: PROBLEM_PAGES,
    votePage: VOTE_PAGE,
    readinessProbes: [{ name: "storage", check: () => storage.probe() }],
    gauges: [],
    metrics: [],
    collectProcessMetrics: false,
    metricsAccess: "public",
    logger: pino({ level: "info" }, { write: (line: string) => void logLines.push(JSON.parse(line) as Record<string, unknown>) }),
    arrivals: { connected: () => undefined, arrivedAt: () => ports.clock.now() },
    stopwatch: () => 0,
    ...options.http,
  };
  const app = createApp(ports, httpOptions);
  const keys = options.hasKeys === false ? null : await createKeys(ports);
  const ask = async (method: string, path: string, headers: Record<string, string>, body?: string) =>
    (await app.request(path, {
      method,
      headers: { ...withKey(keys?.trainer), ...headers },
      ...(body === undefined ? {} : { body }),
    })) as WireResponse;
  return {
    app,
    ports,
    clock,
    storage,
    drainState,
    /** What the app was made with. */
    httpOptions,
    logLines,
    keys: keys ?? { trainer: "", annotator: "", admin: "", otherTenant: "" },
    /** An app over the same database, as after a restart. */
    restart: () => createApp({ ...ports, live: new LiveEpisodes(limits.liveEpisodesMax) }, httpOptions),
    get: (path: string, headers: Record<string, string> = {}) => ask("GET", path, headers),
    send: (method: string, path: string, headers: Record<string, string> = {}) => ask(method, path, headers),
    post: (path: string, body: unknown, headers: Record<string, string> = {}) =>
      ask(
        "POST",
        path,
        { "Content-Type": "application/json", ...headers },
        typeof body === "string" ? body : JSON.stringify(body),
      ),
    close: async () => {
      await threads.close();
      ports.deadlines.close();
      await storage.close();
    },
  };
}

/** The headers of a caller with that key. */
export function withKey(keyText: string | undefined): Record<string, string> {
  return keyText === undefined || keyText === "" ? {} : { Authorization: `Bearer ${keyText}` };
}

async function createKeys(ports: ServicePorts) {
  const make = async (scope: "trainer" | "annotator" | "admin", tenantId: string) =>
    (await createKey(ports, { name: scope, tenantId, scopes: [scope], expiresAt: null })).keyText;
  return {
    trainer: await make("trainer", "default"),
    annotator: await make("annotator", "default"),
    admin: await make("admin", "default"),
    otherTenant: await make("trainer", "other"),
  };
}

/** Tokens that count up, so that every run of a test sees the same ones. */
function createCountingRandom(): Random {
  let count = 0;
  return {
    uint32: () => {
      count += 1;
      return count;
    },
    token: (byteCount) => {
      count += 1;
      return String(count).padStart(Math.ceil(byteCount * 1.4), "0");
    },
  };
}
