import type { ObservedAnswer, ObservedGroup } from "../services/monitors/monitors.ts";

/** Numbers that stand for one answer. */
const ANSWER_NUMBERS = 4;
/** Bits of the last of them. */
const AT_CLIP = 1;
const INJECTION_SUSPECTED = 2;

/** Groups of answers of one source on one scenario, put together for the way to another thread: an object an answer would cost as much there and back as a plain score. */
export interface PackedGroups {
  /** Whose they are; without answers. */
  readonly of: Omit<ObservedGroup, "answers">;
  /** How many answers each group has. */
  readonly sizes: readonly number[];
  /** Of each answer: reward (NaN: none), characters, repetition, and what is noted of it. */
  readonly numbers: readonly number[];
}

/** Gathers groups in their order; those that follow each other and are of one source go together. */
export class ObservedPacker {
  readonly #packed: { of: PackedGroups["of"]; sizes: number[]; numbers: number[] }[] = [];

  /** All that was added. */
  get packed(): readonly PackedGroups[] {
    return this.#packed;
  }

  add(group: ObservedGroup): void {
    const { answers } = group;
    const { sizes, numbers } = this.#partFor(group);
    sizes.push(answers.length);
    for (const { reward, characters, repetition, isAtClip, isInjectionSuspected } of answers) {
      const noted = (isAtClip ? AT_CLIP : 0) + (isInjectionSuspected ? INJECTION_SUSPECTED : 0);
      numbers.push(reward ?? Number.NaN, characters, repetition, noted);
    }
  }

  #partFor(group: PackedGroups["of"]) {
    const last = this.#packed.at(-1);
    if (last !== undefined && isSame(last.of, group)) {
      return last;
    }
    const { tenantId, collectionSlug, scenarioSlug, source } = group;
    const part = { of: { tenantId, collectionSlug, scenarioSlug, source }, sizes: [], numbers: [] };
    this.#packed.push(part);
    return part;
  }
}

/** The groups that were put together, in their order. */
export function* unpackObserved({ of, sizes, numbers }: PackedGroups): Generator<ObservedGroup> {
  const { tenantId, collectionSlug, scenarioSlug, source } = of;
  let at = 0;
  for (const size of sizes) {
    const answers: ObservedAnswer[] = [];
    for (const end = at + size * ANSWER_NUMBERS; at < end; at += ANSWER_NUMBERS) {
      answers.push(unpackAnswer(numbers, at));
    }
    // Member by member: spreading makes every group of a shape of its own, which whoever reads it has to look into anew.
    yield { tenantId, collectionSlug, scenarioSlug, source, answers };
  }
}

function unpackAnswer(numbers: readonly number[], at: number): ObservedAnswer {
  const reward = numbers[at] ?? Number.NaN;
  const noted = numbers[at + 3] ?? 0;
  return {
    reward: Number.isNaN(reward) ? null : reward,
    characters: numbers[at + 1] ?? 0,
    repetition: numbers[at + 2] ?? 0,
    isAtClip: (noted & AT_CLIP) !== 0,
    isInjectionSuspected: (noted & INJECTION_SUSPECTED) !== 0,
  };
}

function isSame(one: PackedGroups["of"], other: PackedGroups["of"]): boolean {
  return (
    one.source === other.source &&
    one.scenarioSlug === other.scenarioSlug &&
    one.collectionSlug === other.collectionSlug &&
    one.tenantId === other.tenantId
  );
}
