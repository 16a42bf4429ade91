import type { Clock } from "../../ports/clock.ts";
import type { SpendingStore, SpentDay } from "../../ports/spending-store.ts";
import type { Timer } from "../../ports/timer.ts";

/** How long what was spent may be known in memory alone. */
const KEEP_EVERY_MS = 1000;
const DAY_MS = 86_400_000;

/** What a judge has spent, as its keeper sees it. */
export interface SpendingAccount {
  readonly judgeId: string;
  /** What today has cost so far. */
  spentToday(): SpentDay;
  /** Adds what was spent before a restart; another day's counts for nothing. */
  addSpent(spent: SpentDay): void;
}

export interface SpendingKeeperPorts {
  readonly store: SpendingStore;
  readonly clock: Clock;
  readonly timer: Timer;
  /** Told of a fault of the store; it is tried again. */
  readonly reportFault: (fault: unknown) => void;
}

/**
 * Keeps what judges spend across restarts: a budget of a day is one even for a server that starts again every minute. Nothing is written before what was kept is read, so that no
 * write can forget it; judges that are asked in that moment count from nothing, and what they spend is added to it.
 */
export class SpendingKeeper {
  readonly #ports: SpendingKeeperPorts;
  readonly #accounts: readonly SpendingAccount[];
  readonly #kept = new Map<string, SpentDay>();
  #isRead = false;
  #isStopped = false;
  #keeping: Promise<void> = Promise.resolve();
  #disarm: () => void = () => undefined;

  constructor(ports: SpendingKeeperPorts, accounts: readonly SpendingAccount[]) {
    this.#ports = ports;
    this.#accounts = accounts;
  }

  /** Reads what was spent, then keeps what is every second. Resolves when it was read or could not be. Does nothing where there is no judge. */
  async begin(): Promise<void> {
    if (this.#accounts.length > 0) {
      this.#keeping = this.#keep();
      await this.#keeping;
    }
  }

  /** Keeps the last of it. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#disarm();
    await this.#keeping;
    if (this.#accounts.length > 0) {
      await this.#keep();
    }
  }

  async #keep(): Promise<void> {
    try {
      await this.#read();
      const changed = this.#accounts.map((account) => account.spentToday()).filter((spent) => this.#isChanged(spent));
      if (changed.length > 0) {
        await this.#ports.store.keepSpent(changed);
        for (const spent of changed) {
          this.#kept.set(spent.judgeId, spent);
        }
      }
    } catch (fault) {
      this.#ports.reportFault(fault);
    }
    if (!this.#isStopped) {
      this.#disarm = this.#ports.timer.set(KEEP_EVERY_MS, () => {
        this.#keeping = this.#keep();
      });
    }
  }

  async #read(): Promise<void> {
    if (this.#isRead) {
      return;
    }
    const kept = await this.#ports.store.readSpent(Math.floor(this.#ports.clock.now() / DAY_MS));
    this.#isRead = true;
    for (const spent of kept) {
      this.#accounts.find(({ judgeId }) => judgeId === spent.judgeId)?.addSpent(spent);
    }
  }

  #isChanged(spent: SpentDay): boolean {
    const kept = this.#kept.get(spent.judgeId);
    const before = kept?.day === spent.day ? kept : null;
    return spent.tokens !== (before?.tokens ?? 0) || spent.cost !== (before?.cost ?? 0);
  }
}
