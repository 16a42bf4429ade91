import { describe, expect, it } from "vitest";
import { createManualTime } from "../../../test/doubles/manual-time.ts";
import { MemorySpendingStore } from "../../../test/doubles/memory-spending-store.ts";
import type { SpendingStore, SpentDay } from "../../ports/spending-store.ts";
import { type SpendingAccount, SpendingKeeper } from "./spending-keeper.ts";

const DAY_MS = 86_400_000;
const TODAY = 20_000;

/** An account that spends when it is told to. */
class TestAccount implements SpendingAccount {
  readonly judgeId: string;
  spent: SpentDay;

  constructor(judgeId: string, day = TODAY) {
    this.judgeId = judgeId;
    this.spent = { judgeId, day, tokens: 0, cost: 0 };
  }

  spend(tokens: number): void {
    this.spent = { ...this.spent, tokens: this.spent.tokens + tokens };
  }

  spentToday(): SpentDay {
    return this.spent;
  }

  addSpent({ tokens }: SpentDay): void {
    this.spend(tokens);
  }
}

function openKeeper(store: SpendingStore, accounts: readonly SpendingAccount[]) {
  const time = createManualTime(TODAY * DAY_MS + 1000);
  const faults: unknown[] = [];
  const keeper = new SpendingKeeper(
    { store, clock: time.clock, timer: time.timer, reportFault: (fault) => faults.push(fault) },
    accounts,
  );
  return { keeper, time, faults };
}

const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

describe("SpendingKeeper", () => {
  it("keeps what is spent every second, and gives it back after a restart", async () => {
    const store = new MemorySpendingStore();
    const [judge, other] = [new TestAccount("judge"), new TestAccount("other")];
    const { keeper, time } = openKeeper(store, [judge, other]);
    await keeper.begin();
    judge.spend(30);
    expect(await store.readSpent(TODAY)).toEqual([]);
    time.advance(1000);
    await settle();
    expect(await store.readSpent(TODAY)).toMatchObject([{ judgeId: "judge", tokens: 30 }]);

    // A process that is killed: nobody stops the keeper.
    const again = new TestAccount("judge");
    const restarted = openKeeper(store, [again]);
    again.spend(5);
    await restarted.keeper.begin();
    expect(again.spent.tokens).toBe(35);
    expect(await store.readSpent(TODAY)).toMatchObject([{ tokens: 35 }]);
  });

  it("keeps the last of it at a stop, and sets no timer after", async () => {
    const store = new MemorySpendingStore();
    const judge = new TestAccount("judge");
    const { keeper, time } = openKeeper(store, [judge]);
    await keeper.begin();
    judge.spend(7);
    await keeper.stop();
    expect(await store.readSpent(TODAY)).toMatchObject([{ tokens: 7 }]);
    expect(time.pending).toBe(0);
  });

  it("writes nothing before what was kept could be read, and tries again", async () => {
    const memory = new MemorySpendingStore();
    await memory.keepSpent([{ judgeId: "judge", day: TODAY, tokens: 90, cost: 0 }]);
    let failures = 1;
    const store: SpendingStore = {
      keepSpent: (spent) => memory.keepSpent(spent),
      readSpent: async (day) => {
        if (failures > 0) {
          failures -= 1;
          throw new Error("The disk is slow to wake.");
        }
        return await memory.readSpent(day);
      },
    };
    const judge = new TestAccount("judge");
    const { keeper, time, faults } = openKeeper(store, [judge]);
    judge.spend(1);
    await keeper.begin();
    expect(faults).toHaveLength(1);
    expect(await memory.readSpent(TODAY)).toMatchObject([{ tokens: 90 }]);
    time.advance(1000);
    await settle();
    expect(await memory.readSpent(TODAY)).toMatchObject([{ tokens: 91 }]);
  });

  it("writes what could not be written with the next", async () => {
    const memory = new MemorySpendingStore();
    let isFull = true;
    const store: SpendingStore = {
      keepSpent: async (spent) => {
        if (isFull) {
          throw new Error("The disk is full.");
        }
        await memory.keepSpent(spent);
      },
      readSpent: (day) => memory.readSpent(day),
    };
    const judge = new TestAccount("judge");
    const { keeper, time, faults } = openKeeper(store, [judge]);
    judge.spend(1);
    await keeper.begin();
    isFull = false;
    time.advance(1000);
    await settle();
    expect(faults).toHaveLength(1);
    expect(await memory.readSpent(TODAY)).toMatchObject([{ tokens: 1 }]);
  });

  it("keeps a new day from nothing, without a write for judges that were not asked", async () => {
    const written: (readonly SpentDay[])[] = [];
    const store: SpendingStore = { keepSpent: async (spent) => void written.push(spent), readSpent: async () => [] };
    const [judge, idle] = [new TestAccount("judge"), new TestAccount("idle")];
    const { keeper, time } = openKeeper(store, [judge, idle]);
    judge.spend(4);
    await keeper.begin();
    judge.spent = { judgeId: "judge", day: TODAY + 1, tokens: 0, cost: 0 };
    time.advance(1000);
    await settle();
    judge.spend(4);
    time.advance(1000);
    await settle();
    expect(written.map((spent) => spent.map(({ day, tokens }) => [day, tokens]))).toEqual([[[TODAY, 4]], [[TODAY + 1, 4]]]);
  });

  it("does nothing where there is no judge", async () => {
    const { keeper, time } = openKeeper(new MemorySpendingStore(), []);
    await keeper.begin();
    await keeper.stop();
    expect(time.pending).toBe(0);
  });
});
