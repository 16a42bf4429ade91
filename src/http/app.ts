import { OpenAPIHono } from "@hono/zod-openapi";
import type { ServicePorts } from "../services/service-ports.ts";
import { AccessRules } from "./access-rules.ts";
import type { CompatRoute } from "./compat/mount-compat-route.ts";
import { openGatheredCalls } from "./compat/open-gathered-calls.ts";
import { OpenEnvSockets, type SocketDoor } from "./compat/openenv/openenv-sockets.ts";
import { SessionMoves } from "./compat/openenv/session-moves.ts";
import { createDirectCompat } from "./direct-compat.ts";
import { createDirectHandler, type DirectHandler } from "./direct-requests.ts";
import { createDirectScoring } from "./direct-scoring.ts";
import { createDirectTurns } from "./direct-turns.ts";
import { createDirectVotes } from "./direct-votes.ts";
import type { HttpEnv } from "./http-env.ts";
import { HttpMetrics } from "./http-metrics.ts";
import type { HttpOptions } from "./http-options.ts";
import { invalidPart } from "./invalid-part.ts";
import type { SessionDoor } from "./middleware/admit-session.ts";
import { guardRequests } from "./middleware/guard-requests.ts";
import { observeRequests } from "./middleware/observe-requests.ts";
import { RateLimiter } from "./middleware/rate-limiter.ts";
import { replayAnswers } from "./middleware/replay-answers.ts";
import { createProblemHandler } from "./problem.ts";
import { refuseUnrouted } from "./refuse-unrouted.ts";
import { mountAnnotatorEvents } from "./routes/annotator-events.ts";
import { mountAnnotators } from "./routes/annotators.ts";
import { mountCollections } from "./routes/collections.ts";
import { mountCompare } from "./routes/compare.ts";
import { mountCompareBatch } from "./routes/compare-batch.ts";
import { mountComparison } from "./routes/comparison.ts";
import { mountComparisonEvents } from "./routes/comparison-events.ts";
import { mountCompatNemoGym } from "./routes/compat-nemo-gym.ts";
import { mountCompatOpenEnv } from "./routes/compat-openenv.ts";
import { mountCompatOpenRlhf } from "./routes/compat-openrlhf.ts";
import { mountCompatSlime } from "./routes/compat-slime.ts";
import { mountCreateEpisode } from "./routes/create-episode.ts";
import { mountDocs } from "./routes/docs.ts";
import { mountEpisode } from "./routes/episode.ts";
import { mountEvaluate } from "./routes/evaluate.ts";
import { mountEvaluateBatch } from "./routes/evaluate-batch.ts";
import { mountForkEpisode } from "./routes/fork-episode.ts";
import { mountHealth } from "./routes/health.ts";
import { mountLeaseQuestion } from "./routes/lease-question.ts";
import { mountLeases } from "./routes/leases.ts";
import { mountMetrics } from "./routes/metrics.ts";
import { mountMonitors } from "./routes/monitors.ts";
import { mountPlayTurn } from "./routes/play-turn.ts";
import { mountPool } from "./routes/pool.ts";
import { mountProblemPages } from "./routes/problem-pages.ts";
import { mountRewardModels } from "./routes/reward-models.ts";
import { mountScenarios } from "./routes/scenarios.ts";
import { mountSignIn } from "./routes/sign-in.ts";
import { mountVerifyEpisode } from "./routes/verify-episode.ts";
import { mountVotePage } from "./routes/vote-page.ts";
import { mountVotes, type VoteRoute } from "./routes/votes.ts";
import { createScoringAnswerer } from "./scoring/create-scoring-answerer.ts";
import type { ScoringDoor } from "./scoring/mount-scoring-route.ts";
import { createSessionCookie } from "./session-cookie.ts";
import type { UpgradeHandler } from "./upgrade-handler.ts";
import { ServedQuestions } from "./wire/served-questions.ts";
import { yieldLoop } from "./yield-loop.ts";

/** MCP clients of OpenEnv whose session a reset has moved on. */
const MOVED_SESSIONS_MAX = 10_000;

/** The app, the short way past the framework for the requests that come most often, the connections that leave HTTP, and what an app on another port shares with it. */
export type HttpApp = OpenAPIHono<HttpEnv> & {
  readonly handleDirectly: DirectHandler;
  readonly upgrades: UpgradeHandler;
  readonly metrics: HttpMetrics;
  readonly limiter: RateLimiter;
};

/** The API's table of contents: what every request passes through, then one line per resource or operation. */
export function createApp(ports: ServicePorts, options: HttpOptions): HttpApp {
  const { logger, stopwatch, version } = options;
  const rules = new AccessRules();
  const metrics = new HttpMetrics(options);
  const app = new OpenAPIHono<HttpEnv>({
    defaultHook: (result) => {
      if (!result.success) {
        throw invalidPart(result.target, result.error.issues, (result as { readonly data?: unknown }).data);
      }
    },
  });
  const observer = { random: ports.random, rules, metrics, logger, stopwatch };
  const limiter = new RateLimiter(ports.clock, options.limits);
  const cookie = createSessionCookie(options.publicUrl, options.isFramedByMturk);
  const session = { ports, cookie, publicUrl: options.publicUrl };
  app.use("*", observeRequests(observer));
  app.use("*", guardRequests(ports, rules, options, limiter, session));
  app.use("*", replayAnswers(ports, logger));
  app.onError(createProblemHandler(logger));
  app.notFound((c) => refuseUnrouted(app, c, "/docs"));

  mountCollections(app, ports);
  mountScenarios(app, ports);
  mountCreateEpisode(app, ports);
  const turnRoute = mountPlayTurn(app, ports);
  mountEpisode(app, ports);
  mountForkEpisode(app, ports);
  mountVerifyEpisode(app, ports);
  const door = openScoringDoor(ports, options, metrics);
  const evaluateRoute = mountEvaluate(app, ports.limits, door);
  mountEvaluateBatch(app, ports.limits, door);
  const compareRoute = mountCompare(app, ports.limits, door);
  mountCompareBatch(app, ports.limits, door);
  mountComparison(app, ports);
  mountComparisonEvents(app, ports, options.drainState);
  const compatRoutes = mountCompat(app, ports, options, metrics);
  const upgrades = mountOpenEnv(app, ports, options, { observer, limiter, metrics });
  mountRewardModels(app, ports);
  mountMonitors(app, ports);
  const voteRoute = mountVoting(app, ports, options, metrics, limiter, session);
  mountHealth(app, ports.clock, options);
  mountMetrics(app, metrics, options);
  mountProblemPages(app, options.problemPages);
  mountDocs(app, version);
  mountVotePage(app, options);

  for (const definition of app.openAPIRegistry.definitions) {
    if (definition.type === "route") {
      rules.learn(definition.route);
    }
  }
  const directRoutes = [
    createDirectTurns(ports, turnRoute),
    createDirectVotes(session, voteRoute, options.limits.keylessBodyBytesMax),
    createDirectScoring(ports, options.arrivals, compareRoute),
    createDirectScoring(ports, options.arrivals, evaluateRoute),
    ...compatRoutes.map((route) => createDirectCompat(ports, options.arrivals, route)),
  ];
  const handleDirectly = createDirectHandler(directRoutes, { observer, limiter, limits: options.limits });
  return Object.assign(app, { handleDirectly, upgrades, metrics, limiter });
}

function mountVoting(
  app: OpenAPIHono<HttpEnv>,
  ports: ServicePorts,
  options: HttpOptions,
  metrics: HttpMetrics,
  limiter: RateLimiter,
  { cookie }: SessionDoor,
): VoteRoute {
  const { drainState, limits, proxyCount, stopwatch } = options;
  const texts = new ServedQuestions(ports.clock);
  const addressLimiter = new RateLimiter(ports.clock, { ...limits, requestsPerMinute: limits.signInsPerMinute });
  mountSignIn(app, ports, { cookie, limiter, addressLimiter, proxyCount });
  mountAnnotators(app, ports, options, cookie);
  mountAnnotatorEvents(app, ports, drainState);
  mountLeaseQuestion(app, ports, texts, drainState);
  const voteRoute = mountVotes(app, ports, texts, metrics.voting, stopwatch);
  mountLeases(app, ports);
  mountPool(app, ports);
  return voteRoute;
}

/** Trainers' own dialects. */
function mountCompat(
  app: OpenAPIHono<HttpEnv>,
  ports: ServicePorts,
  { limits, scoringThreads }: HttpOptions,
  metrics: HttpMetrics,
): readonly CompatRoute[] {
  const calls = openGatheredCalls(ports, { limits, threads: scoringThreads, metrics });
  mountCompatNemoGym(app, { ports, limits, verify: (call) => calls.answer("nemo_gym_verify", call) });
  return [
    ...mountCompatOpenRlhf(app, ports.limits, (call) => calls.answer("openrlhf", call)),
    ...mountCompatSlime(app, ports.limits, (call) => calls.answer("slime", call)),
  ];
}

/** OpenEnv's routes. @returns its WebSockets. */
function mountOpenEnv(
  app: OpenAPIHono<HttpEnv>,
  ports: ServicePorts,
  { logger, version, limits, drainState }: HttpOptions,
  { observer, limiter, metrics }: Pick<SocketDoor, "observer" | "limiter"> & { readonly metrics: HttpMetrics },
): UpgradeHandler {
  const openEnv = { ports, version, logger, jsonDepthMax: limits.jsonDepthMax, moves: new SessionMoves(MOVED_SESSIONS_MAX) };
  mountCompatOpenEnv(app, openEnv);
  const sockets = new OpenEnvSockets({ ...openEnv, observer, limiter, drainState, webSocketsMax: limits.webSocketsMax });
  metrics.showOpenWebSockets(() => sockets.openCount);
  return sockets;
}

function openScoringDoor(ports: ServicePorts, options: HttpOptions, metrics: HttpMetrics): ScoringDoor {
  const { logger, stopwatch, limits, scoringThreads } = options;
  const { jsonDepthMax, latencyBudgetMsMax } = limits;
  const portsFor = () => ports;
  const answerInline = createScoringAnswerer(ports, { jsonDepthMax, latencyBudgetMsMax, stopwatch, pause: yieldLoop, portsFor });
  const { sourceIds } = ports.rewardModels;
  return { answerInline, threads: scoringThreads, sourceIds, limits, metrics, logger, stopwatch };
}
