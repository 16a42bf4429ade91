import { z } from "@hono/zod-openapi";
import type { Estimate } from "../../domain/monitors/estimate.ts";
import type { TallyMeasures } from "../../domain/monitors/measure-tally.ts";
import type { RaisedAlarm } from "../../services/monitors/alarm-book.ts";
import { ALARM_NAMES } from "../../services/monitors/alarms.ts";
import type { HourReading, MonitorReading } from "../../services/monitors/monitor-readings.ts";
import { toIsoTime } from "./episode-view.ts";

const EstimateMembers = z.object({
  value: z.number(),
  low: z.number(),
  high: z.number().openapi({ description: "With `low` the 95 % interval." }),
  count: z.number().openapi({
    description:
      "Independent observations that it is worth: fewer than there are answers where answers to the same prompt are alike.",
  }),
});

const estimate = (description: string) => EstimateMembers.nullable().openapi({ description: `${description} Null: not known.` });

const MeasuresMembers = z
  .object({
    answers: z.number().int(),
    scored: z.number().int().openapi({ description: "Answers with a reward." }),
    groups: z.number().int().openapi({ description: "Prompts that were answered: one answer, a pair or a group each." }),
    reward: estimate("Mean reward."),
    characters: estimate("Geometric mean of the characters of answers with a reward."),
    length_correlation: estimate("Pearson's correlation of reward and log length over all answers."),
    length_correlation_within: estimate("The same among answers to the same prompt."),
    zero_spread: estimate("Share of groups of two rewards or more whose rewards are all the same."),
    repetition: estimate("Mean share of repeated word sequences."),
    at_clip: estimate("Share of rewards at a bound of the scenario's clip."),
    unscored: estimate("Share of answers without a reward."),
    injection: estimate("Share of answers suspected of talking to their judge."),
    degraded: estimate("Share of the source's answers in which it stood in for another."),
  })
  .openapi("MonitorMeasures");

const AgreementMembers = z.object({
  share: z.number().openapi({ description: "Of people's decisive votes, those that agree with the source." }),
  low: z.number().openapi({ description: "Lower end of its 90 % interval." }),
  votes: z.number(),
});

const AlarmMembers = z
  .object({
    alarm: z.enum(ALARM_NAMES),
    collection_slug: z.string(),
    scenario_slug: z.string(),
    source: z.string(),
    value: z.number().openapi({ description: "When it was raised." }),
    threshold: z.number(),
    since: z.string().openapi({ format: "date-time" }),
  })
  .openapi("MonitorAlarm");

const HourMembers = z
  .object({
    hour: z.string().openapi({ format: "date-time", description: "Its start." }),
    answers: z.number().int(),
    reward: z.number().nullable(),
    characters: z.number().nullable(),
    agreement: AgreementMembers.nullable(),
  })
  .openapi("MonitorHour");

const ReadingMembers = z
  .object({
    collection_slug: z.string(),
    scenario_slug: z.string(),
    source: z.object({
      kind: z.enum(["people", "blend", "reward_model", "judge", "learned", "rubric"]),
      id: z.string(),
      revision: z.string().nullable(),
    }),
    scenario_version: z.string().nullable().openapi({ description: "Digest of the scenario as it was scored." }),
    share: z.number().openapi({ description: "Of the scenario's answers, those of this source: the mix of sources." }),
    measures: MeasuresMembers,
    reference: z.object({
      state: z.enum(["gathering", "frozen"]).openapi({ description: "Only a frozen one is held against." }),
      since: z.string().openapi({ format: "date-time" }),
      frozen_at: z.string().nullable().openapi({ format: "date-time" }),
      measures: MeasuresMembers,
      disagreement: z
        .number()
        .nullable()
        .openapi({ description: "Share of people's votes against the source at the beginning." }),
    }),
    drift: z
      .object({
        reward: estimate("Population stability index of rewards."),
        length: estimate("Population stability index of log lengths."),
      })
      .nullable()
      .openapi({ description: "Against the frozen reference, less what chance gives; null while it is gathered." }),
    by_hour: z.array(HourMembers).openapi({ description: "Oldest first; hours without answers are left out." }),
  })
  .openapi("MonitorReading");

/** The answer's members that tell of alarms and of what was seen. */
export const MonitorFields = {
  alarms: z.array(AlarmMembers).openapi({ description: "Raised now, the longest first." }),
  readings: z.array(ReadingMembers).openapi({ description: "By collection, scenario, source and its revision." }),
  truncated: z
    .boolean()
    .openapi({ description: "There are more readings than one answer holds: ask for one collection or scenario." }),
};

/** An alarm in the wire form. */
export function toWireAlarm({ alarm, value, threshold, ...names }: RaisedAlarm): z.infer<typeof AlarmMembers> {
  return {
    alarm,
    collection_slug: names.collectionSlug,
    scenario_slug: names.scenarioSlug,
    source: names.sourceId,
    value,
    threshold,
    since: toIsoTime(names.since),
  };
}

/** What was seen of a source in the wire form. */
export function toWireReading(reading: MonitorReading): z.infer<typeof ReadingMembers> {
  const { kind, sourceId: id, revision, reference, drift } = reading;
  return {
    collection_slug: reading.collectionSlug,
    scenario_slug: reading.scenarioSlug,
    source: { kind, id, revision },
    scenario_version: reading.scenarioDigest,
    share: reading.share,
    measures: toWireMeasures(reading.measures),
    reference: {
      state: reference.frozenAt === null ? "gathering" : "frozen",
      since: toIsoTime(reference.since),
      frozen_at: reference.frozenAt === null ? null : toIsoTime(reference.frozenAt),
      measures: toWireMeasures(reference.measures),
      disagreement: reference.disagreement,
    },
    drift: drift && { reward: toWireEstimate(drift.reward), length: toWireEstimate(drift.length) },
    by_hour: reading.hours.map(toWireHour),
  };
}

function toWireMeasures(measures: TallyMeasures): z.infer<typeof MeasuresMembers> {
  return {
    answers: measures.answers,
    scored: measures.scored,
    groups: measures.groups,
    reward: toWireEstimate(measures.reward),
    characters: toWireEstimate(measures.characters),
    length_correlation: toWireEstimate(measures.lengthCorrelation),
    length_correlation_within: toWireEstimate(measures.lengthCorrelationWithin),
    zero_spread: toWireEstimate(measures.zeroSpread),
    repetition: toWireEstimate(measures.repetition),
    at_clip: toWireEstimate(measures.atClip),
    unscored: toWireEstimate(measures.unscored),
    injection: toWireEstimate(measures.injection),
    degraded: toWireEstimate(measures.degraded),
  };
}

function toWireEstimate(estimate: Estimate | null): z.infer<typeof EstimateMembers> | null {
  return estimate && { value: estimate.value, low: estimate.lower, high: estimate.upper, count: estimate.count };
}

function toWireHour({ hourAt, answers, reward, characters, agreement }: HourReading): z.infer<typeof HourMembers> {
  return {
    hour: toIsoTime(hourAt),
    answers,
    reward,
    characters,
    agreement: agreement && { share: agreement.share, low: agreement.lower, votes: agreement.votes },
  };
}
