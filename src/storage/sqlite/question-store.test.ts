import SqliteDatabase, { type Database } from "better-sqlite3";
import { beforeEach, describe, expect, it } from "vitest";
import { leaseOf, questionOf, voteOf } from "../../../test/conformance/storage/records.ts";
import { setPragmas } from "./durability.ts";
import { migrate } from "./migrate.ts";
import { readMigrations } from "./migrations.ts";
import { SqliteQuestionStore } from "./question-store.ts";

describe("SqliteQuestionStore", () => {
  let database: Database;
  let statements: string[];
  let store: SqliteQuestionStore;
  beforeEach(() => {
    statements = [];
    database = new SqliteDatabase(":memory:", { verbose: (statement) => void statements.push(String(statement)) });
    setPragmas(database);
    migrate(database, "a.db", readMigrations(), 1_000);
    store = new SqliteQuestionStore(database);
    store.openQuestions([questionOf(), questionOf({ questionId: "question-2" })]);
    store.insertLease(leaseOf());
    statements.length = 0;
  });

  it("keeps every answer that a revised vote had, in order, with when it was given", () => {
    store.recordVote(voteOf(), null);
    const answers = [1, 2, 3].map((overall) => ({ kind: "rate", ratings: { overall } }) as const);
    for (const [index, answer] of answers.entries()) {
      store.reviseVote("acme", "vote-1", "annotator-1", { answer, justification: null }, 9_500 + index, 9_000);
    }
    const kept = database.prepare("SELECT position, answer, answered_at, replaced_at FROM replaced_answers ORDER BY position");
    expect(kept.raw().all()).toEqual([
      [1, JSON.stringify(voteOf().answer), 9_000, 9_500],
      [2, JSON.stringify(answers[0]), 9_500, 9_501],
      [3, JSON.stringify(answers[1]), 9_501, 9_502],
    ]);
  });

  it("keeps why a question was handed back", () => {
    const reason = { reason: "unsafe", message: "graphic" } as const;
    store.endLease("acme", "lease-1", "released", 3_000, reason);
    const kept = database.prepare("SELECT ended_as, ended_at, release_reason, release_message FROM leases");
    expect(kept.raw().all()).toEqual([["released", 3_000, "unsafe", "graphic"]]);
  });

  it("takes four statements for a vote with the next question", () => {
    store.recordVote(voteOf(), leaseOf({ leaseId: "lease-2", questionId: "question-2" }));
    expect(statements).toHaveLength(4);
  });

  it("takes as many statements for the histories of many questions as for those of one", () => {
    const many = Array.from({ length: 40 }, (_, index) => questionOf({ questionId: `question ${index}` }));
    store.openQuestions(many);
    expect(statements).toHaveLength(many.length + 2);
    statements.length = 0;
    expect(store.loadOpenQuestions(0, 100)).toHaveLength(42);
    expect(statements).toHaveLength(3);
  });

  it("reads no table from end to end", () => {
    const vote = voteOf();
    store.recordVote(vote, leaseOf({ leaseId: "lease-2", questionId: "question-2" }));
    store.recordVote({ ...vote, voteId: "vote-2" }, null);
    store.openQuestions([questionOf()]);
    store.loadOpenQuestions(0, 10);
    store.findLease("acme", "lease-1");
    store.endLease("acme", "lease-2", "expired", 62_000, null);
    store.reviseVote("acme", "vote-1", "annotator-1", vote, 9_500, 0);
    store.countVotes("acme", "annotator-1", 1);
    const plans = [...statements].flatMap((statement) => database.prepare(`EXPLAIN QUERY PLAN ${statement}`).all());
    const steps = (plans as readonly { readonly detail: string }[]).map((step) => step.detail);
    expect(steps).toContainEqual(expect.stringContaining("leases_unanswered"));
    const scanned = steps.flatMap((step) => /^SCAN (\w+)(?! VIRTUAL TABLE)/.exec(step)?.[1] ?? []);
    // What a recursion goes through is no table.
    expect(scanned.filter((name) => name !== "o" && name !== "votes_of_day")).toEqual([]);
  });
});
