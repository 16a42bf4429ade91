import type { Config } from "../config/config.ts";
import type { AdmissionRules } from "../services/annotators/admission-rules.ts";
import type { ServiceLimits } from "../services/service-limits.ts";
import type { ServicePorts } from "../services/service-ports.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** What the services keep to, from the configuration. */
export function toServiceSettings(config: Config): Pick<ServicePorts, "limits" | "admission"> {
  return { limits: toLimits(config), admission: toAdmissionRules(config) };
}

function toLimits(config: Config): ServiceLimits {
  return {
    episodeIdleMs: config.episode_idle_hours * HOUR_MS,
    expiredKeptMs: config.expired_kept_hours * HOUR_MS,
    repliesKeptMs: config.replies_kept_hours * HOUR_MS,
    liveEpisodesMax: config.live_episodes_max,
    messageCharactersMax: config.message_characters_max,
    transcriptMessagesMax: config.transcript_messages_max,
    batchItemsMax: config.batch_items_max,
    forksMax: config.forks_max,
    scoreCacheEntriesMax: config.score_cache_entries,
    scoreCacheBytesMax: config.score_cache_bytes,
    scoreHistoryRewardsMax: config.score_history_rows_max,
    scoreHistoryKeptMs: config.score_history_days * DAY_MS,
    comparisonsKeptMs: config.comparisons_kept_days * DAY_MS,
  };
}

function toAdmissionRules(config: Config): AdmissionRules {
  const { prolific_completion_code: completionCode, mturk_completion_secret: completionSecret } = config;
  return {
    sessionMs: config.session_hours * HOUR_MS,
    votesPerVisit: config.crowd_votes_per_visit,
    guests: config.guests,
    prolific: completionCode === null ? null : { audience: config.prolific_audience, completionCode },
    mturk: completionSecret === null ? null : { audience: config.mturk_audience, completionSecret },
  };
}
