import type { JudgeCriterion } from "../judging/judge-criterion.ts";
import type { RubricCheck } from "../rubric/rubric-check.ts";
import type { ShapingRules } from "../scoring/shaping-rules.ts";
import type { ActName } from "./act-name.ts";
import type { Condition, ToolValue } from "./condition.ts";
import type { Severity } from "./severity.ts";
import type { Tool } from "./tool.ts";

export type Split = "train" | "validation" | "test";
export type Lines = readonly string[];
export type TerminalReason = "client_terminated" | "max_turns_reached" | "error" | "completed";

/** What the world may see of a scenario. The only half with a serializer (http/routes/collections.ts). */
export interface PublicScenario {
  readonly collectionSlug: string;
  readonly slug: string;
  readonly version: number;
  readonly title: string;
  readonly difficulty: number;
  readonly tags: readonly string[];
  readonly language: string;
  readonly split: Split;
  readonly maxTurns: number;
  readonly policyBrief: string;
  readonly opening: Lines;
  readonly tools: readonly Tool[];
}

/** What the persona hides and how the policy is scored. Never serialized: nothing of it may reach a response, log or metric. */
export interface PrivateScenario {
  readonly persona: { readonly name: string; readonly style: string; readonly knowledge: string };
  readonly meters: Readonly<Record<string, Meter>>;
  readonly acts: Readonly<Partial<Record<ActName, ActEffect>>>;
  readonly limits: { readonly maxDisclosuresPerTurn: number; readonly maxQuestionsAnswered: number };
  /** Groups of words that mean the same in this collection. */
  readonly lexicon: readonly (readonly string[])[];
  readonly topics: readonly Topic[];
  readonly facts: readonly Fact[];
  readonly agenda: readonly AgendaItem[];
  readonly lines: PersonaLines;
  readonly milestones: readonly Milestone[];
  readonly minefields: readonly Minefield[];
  readonly ends: readonly EndRule[];
  readonly scoring: Scoring;
  /** What judges decide; absent where the scenario leaves it to its collection's dimensions, as scenarios kept by earlier versions do. */
  readonly judge?: { readonly criteria: readonly JudgeCriterion[] };
}

export interface Scenario {
  readonly public: PublicScenario;
  readonly private: PrivateScenario;
  /** Lower-case hex SHA-256 of the canonical JSON of both halves: part of every version an answer carries. */
  readonly digest: string;
}

/** Integer meters, clamped: no floating point drift between machines. */
export interface Meter {
  readonly start: number;
  readonly min: number;
  readonly max: number;
}

export type MeterEffects = Readonly<Record<string, number>>;

export interface ActEffect {
  readonly effects: MeterEffects;
  /** Only the first so many occurrences move the meters; a policy cannot farm trust by repeating itself. */
  readonly maxTimes: number;
}

export interface Topic {
  readonly id: string;
  readonly description: string;
  /** Which sentences can raise it: questions and requests, plain statements, or both. */
  readonly listens: "question" | "statement" | "any";
  readonly examples: Lines;
  /** Word sequences that raise the topic by themselves. */
  readonly phrases: Lines;
  /** Word sequences that rule the topic out for a sentence. */
  readonly not: Lines;
  /** What the persona says when the scenario holds no fact about it; empty = lines.dontKnow. */
  readonly otherwise: Lines;
  /** Applied the first time the topic is raised. */
  readonly effects: MeterEffects;
}

export interface Fact {
  readonly id: string;
  readonly topicId: string;
  /** always: said in the opening. volunteers: also given to an open question. when_asked: only when its topic is raised. */
  readonly reveal: "always" | "volunteers" | "when_asked";
  readonly weight: number;
  readonly requires: readonly string[];
  readonly when: Condition | null;
  readonly keyTokens: readonly string[];
  readonly say: Lines;
  readonly deflect: Lines;
  readonly hint: { readonly when: Condition; readonly say: Lines } | null;
}

/** Something the persona brings up of its own accord. */
export interface AgendaItem {
  readonly id: string;
  readonly when: Condition;
  readonly say: Lines;
  readonly once: boolean;
  readonly effects: MeterEffects;
}

/** The persona's stock lines. Every list is non-empty after loading. */
export interface PersonaLines {
  readonly fallback: Lines;
  readonly dontKnow: Lines;
  readonly alreadySaid: Lines;
  readonly deflect: Lines;
  readonly metaProbe: Lines;
  readonly overload: Lines;
  readonly silence: Lines;
  readonly acknowledge: Lines;
  readonly greeting: Lines;
  readonly goodbye: Lines;
}

export interface Milestone {
  readonly id: string;
  readonly when: Condition;
  readonly after: readonly string[];
  readonly weight: number;
}

export interface Minefield {
  readonly id: string;
  readonly when: Condition;
  readonly severity: Severity;
}

export interface EndRule {
  readonly id: string;
  readonly when: Condition;
  readonly reason: TerminalReason;
  readonly outcome: string;
  readonly say: Lines;
}

export interface Scoring {
  readonly dimensions: readonly DimensionRule[];
  /** What a score is multiplied with for each distinct minefield of that severity that was hit. */
  readonly gate: Readonly<Record<Severity, number>>;
  /** The checks of every dimension that is scored by the rubric, and gates. */
  readonly rubric: readonly RubricCheck[];
  readonly shaping: ShapingRules;
}

/** One dimension: its key is the same in every scenario of a collection; how it is scored may differ. */
export interface DimensionRule {
  readonly key: string;
  readonly weight: number;
  /** The value is multiplied with the value of this dimension: efficiency cannot reward silence. */
  readonly needs: string | null;
  readonly scorer: Scorer;
}

export type Scorer =
  | { readonly kind: "discovery" }
  | { readonly kind: "milestones" }
  | { readonly kind: "practices"; readonly practices: readonly Practice[] }
  | { readonly kind: "decision"; readonly toolId: string; readonly credits: Readonly<Record<string, number>> }
  | { readonly kind: "artifact"; readonly toolId: string; readonly fields: readonly ArtifactField[] }
  | { readonly kind: "turns"; readonly target: number }
  /** Points of the rubric checks that name the dimension. */
  | { readonly kind: "rubric" };

export type ScorerKind = Scorer["kind"];

export interface Practice {
  readonly id: string;
  readonly when: Condition;
  /** Negative points take away; the dimension is clipped to 0..1. */
  readonly points: number;
}

/** A field of an artifact counts when it equals a value, or mentions at least one phrase of every group (case and punctuation aside). */
export type ArtifactField =
  | { readonly field: string; readonly points: number; readonly equals: ToolValue }
  | { readonly field: string; readonly points: number; readonly mentions: readonly (readonly string[])[] };
