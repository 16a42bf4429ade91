import { sha256Hex } from "../../src/composition/system-ports.ts";
import type { GateRule } from "../../src/domain/learned/gate.ts";
import type { LearningThread } from "../../src/ports/learning-thread.ts";
import { FoldKeeper } from "../../src/services/learned/fold-keeper.ts";

/** The learning thread without a thread. Losing it forgets what it held, as a thread that ends does. */
export class LearningThreadDouble implements LearningThread {
  readonly #rule: GateRule;
  #keeper: FoldKeeper;

  constructor(rule: GateRule) {
    this.#rule = rule;
    this.#keeper = new FoldKeeper(rule, sha256Hex);
  }

  lose(): void {
    this.#keeper = new FoldKeeper(this.#rule, sha256Hex);
  }

  async findProgress(...args: Parameters<LearningThread["findProgress"]>) {
    return this.#keeper.findProgress(...args);
  }

  async begin(...args: Parameters<LearningThread["begin"]>) {
    return this.#keeper.begin(...args);
  }

  async learn(tenantId: string, votes: Parameters<LearningThread["learn"]>[1]) {
    return this.#keeper.learn(tenantId, votes);
  }

  async takeSnapshot(...args: Parameters<LearningThread["takeSnapshot"]>) {
    return this.#keeper.takeSnapshot(...args);
  }

  async close(): Promise<void> {
    this.lose();
  }
}
