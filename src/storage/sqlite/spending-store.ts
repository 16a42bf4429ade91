import type { Database, Statement } from "better-sqlite3";
import type { SpendingStore, SpentDay } from "../../ports/spending-store.ts";
import type { Synchronous } from "./store-operation.ts";

/** What judges have spent, in SQLite. */
export class SqliteSpendingStore implements Synchronous<SpendingStore> {
  readonly #forget: Statement;
  readonly #keep: Statement;
  readonly #read: Statement;

  constructor(database: Database) {
    this.#forget = database.prepare("DELETE FROM spent_days WHERE judge_id = @judgeId AND day < @day");
    this.#keep = database.prepare(KEEP_SPENT);
    this.#read = database.prepare(READ_SPENT);
  }

  keepSpent(spent: readonly SpentDay[]): void {
    for (const one of spent) {
      this.#forget.run({ judgeId: one.judgeId, day: one.day });
      this.#keep.run(one);
    }
  }

  readSpent(day: number): readonly SpentDay[] {
    return this.#read.all({ day }) as readonly SpentDay[];
  }
}

const KEEP_SPENT = `
  INSERT INTO spent_days (judge_id, day, tokens, cost) VALUES (@judgeId, @day, @tokens, @cost)
  ON CONFLICT (judge_id, day) DO UPDATE SET tokens = excluded.tokens, cost = excluded.cost`;

const READ_SPENT = "SELECT judge_id AS judgeId, day, tokens, cost FROM spent_days WHERE day = @day ORDER BY judge_id";
