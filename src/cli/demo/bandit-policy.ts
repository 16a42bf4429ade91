/** How far one update moves a preference. */
const LEARNING_RATE = 0.9;
/** Turns with preferences of their own: the beginning, the middle, the end of a conversation. */
const PHASES = [0, 4, 7];

/** One choice a policy made, to be credited later. */
export interface Choice {
  readonly phase: number;
  readonly action: number;
  readonly probabilities: readonly number[];
}

/**
 * The smallest policy that can learn from rewards: a softmax over ready-made actions, with preferences for three phases of a conversation, trained with the
 * policy gradient (Williams 1992, REINFORCE) on group-relative advantages (as GRPO). Chance is handed in.
 */
export class BanditPolicy {
  readonly #preferences: number[][];

  constructor(actionCount: number) {
    this.#preferences = PHASES.map(() => new Array<number>(actionCount).fill(0));
  }

  /** An action that is still allowed. @param chance from [0, 1), decides which; null: the best one. */
  choose(turn: number, isAllowed: (action: number) => boolean, chance: number | null): Choice {
    const phase = PHASES.findLastIndex((from) => turn >= from);
    const preferences = this.#preferences[phase] ?? [];
    const weights = preferences.map((preference, action) => (isAllowed(action) ? Math.exp(preference) : 0));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const probabilities = weights.map((weight) => weight / total);
    if (chance === null) {
      return { phase, action: probabilities.indexOf(Math.max(...probabilities)), probabilities };
    }
    let rest = chance;
    const action = probabilities.findIndex((probability) => {
      rest -= probability;
      return rest < 0;
    });
    return { phase, action: action < 0 ? probabilities.findLastIndex((probability) => probability > 0) : action, probabilities };
  }

  /** Makes a choice more likely where its advantage is positive, less where it is negative. */
  learn(choice: Choice, advantage: number): void {
    const preferences = this.#preferences[choice.phase] ?? [];
    choice.probabilities.forEach((probability, action) => {
      preferences[action] =
        (preferences[action] ?? 0) + LEARNING_RATE * advantage * ((action === choice.action ? 1 : 0) - probability);
    });
  }
}
