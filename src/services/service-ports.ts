import type { AnnotatorStore } from "../ports/annotator-store.ts";
import type { Clock } from "../ports/clock.ts";
import type { ComparisonStore } from "../ports/comparison-store.ts";
import type { EpisodeStore } from "../ports/episode-store.ts";
import type { Sha256Hex } from "../ports/hashing.ts";
import type { KeyStore } from "../ports/key-store.ts";
import type { QuestionStore } from "../ports/question-store.ts";
import type { Random } from "../ports/random.ts";
import type { ReplyStore } from "../ports/reply-store.ts";
import type { ScenarioCatalog } from "../ports/scenario-catalog.ts";
import type { ScenarioVersionStore } from "../ports/scenario-version-store.ts";
import type { ScoreHistoryStore } from "../ports/score-history-store.ts";
import type { Timer } from "../ports/timer.ts";
import type { AdmissionRules } from "./annotators/admission-rules.ts";
import type { SessionLookUps } from "./annotators/session-look-ups.ts";
import type { Deadlines } from "./deadlines.ts";
import type { LiveEpisodes } from "./episodes/live-episodes.ts";
import type { PersonaVoice } from "./episodes/persona-voice.ts";
import type { Audit } from "./evidence/audit.ts";
import type { OpinionKeeper } from "./evidence/opinion-keeper.ts";
import type { Opinions } from "./fallback/opinions.ts";
import type { RewardModelDirectory } from "./fallback/reward-model-directory.ts";
import type { KeyLookUps } from "./keys/key-look-ups.ts";
import type { MonitorReader } from "./monitors/monitor-readings.ts";
import type { Monitors } from "./monitors/monitors.ts";
import type { People } from "./people/people.ts";
import type { RevisionFeed } from "./people/revision-feed.ts";
import type { ScenarioEngines } from "./scenarios/scenario-engines.ts";
import type { RewardSource } from "./scoring/evidence.ts";
import type { ScoreCache } from "./scoring/score-cache.ts";
import type { ServiceLimits } from "./service-limits.ts";
import type { AnnotatorPool } from "./voting/annotator-pool.ts";
import type { QuestionBoard } from "./voting/question-board.ts";

/** All that the services need of the world. A service takes the part of it that it uses. */
export interface ServicePorts {
  readonly scenarios: ScenarioCatalog;
  readonly scenarioVersions: ScenarioVersionStore;
  readonly episodes: EpisodeStore;
  readonly keys: KeyStore;
  readonly keyLookUps: KeyLookUps;
  readonly replies: ReplyStore;
  readonly engines: ScenarioEngines;
  readonly live: LiveEpisodes;
  readonly scoreCache: ScoreCache;
  readonly scoreHistory: ScoreHistoryStore;
  readonly questions: QuestionStore;
  readonly annotators: AnnotatorStore;
  readonly sessionLookUps: SessionLookUps;
  readonly admission: AdmissionRules;
  readonly comparisons: ComparisonStore;
  /** Of leases, and of callers who wait for people. */
  readonly deadlines: Deadlines;
  /** The open questions, and who is there to answer them. */
  readonly board: QuestionBoard;
  readonly pool: AnnotatorPool;
  /** Scores conversations before anybody else is asked: the scenario's own scorers and its rubric. */
  readonly rewardSource: RewardSource;
  /** Every source of the fallback, for whoever asks how it is doing. */
  readonly rewardModels: RewardModelDirectory;
  /** What the monitors saw of answers. */
  readonly monitorReader: MonitorReader;
  /** Says the personas' lines in other words; null: they are said as they were written. */
  readonly personaVoice: PersonaVoice | null;
  /** Reward models, judges and the learned model, where there are any, over what `rewardSource` says. */
  readonly opinions: Opinions;
  readonly monitors: Monitors;
  readonly opinionKeeper: OpinionKeeper;
  readonly audit: Audit;
  /** Live people as a source of evidence. */
  readonly people: People;
  /** Tells of the revisions of comparisons. */
  readonly revisions: RevisionFeed;
  readonly clock: Clock;
  readonly timer: Timer;
  readonly random: Random;
  readonly sha256Hex: Sha256Hex;
  readonly limits: ServiceLimits;
  /** Whether callers without a key are let in while there is none: only where nobody but this machine can connect. */
  readonly isOpenWithoutKeys: boolean;
  /** Tells the log of a fault of the program that stopped one part of a request while the rest of it is answered. */
  readonly reportFault: (fault: unknown, requestId: string) => void;
}
