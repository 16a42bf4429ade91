import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Choice } from "../api/offer.ts";
import { choose } from "../doubles/offers.ts";
import { openTestVisit } from "../doubles/open-test-visit.ts";
import type { Network } from "../doubles/vote-server-double.ts";

type Step =
  | { readonly kind: "press"; readonly choice: Choice }
  | { readonly kind: "undo" | "keep" | "skip" | "pause" | "resume" | "wake" | "reload" }
  | { readonly kind: "network"; readonly network: Network }
  | { readonly kind: "pass"; readonly ms: number };

const choice = fc.constantFrom<Choice>("left", "right", "tie", "both_bad");
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant("press" as const), choice }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constantFrom("undo", "keep", "skip", "pause", "resume", "wake", "reload") }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("network" as const),
      network: fc.constantFrom<Network>("up", "lost", "unanswered"),
    }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("pass" as const), ms: fc.constantFrom(0, 100, 2000, 12_000) }) },
);

/** What the annotator said, by question: the answers in the order in which they were given. */
type Said = Map<string, Choice[]>;

function press(visit: ReturnType<typeof openTestVisit>, pressed: Choice, said: Said): void {
  const { shown } = visit.state();
  if (shown !== null && shown.status !== "sent") {
    const { questionId } = shown.offer.question;
    said.set(questionId, [...(said.get(questionId) ?? []), pressed]);
  }
  visit.session.answer(choose(pressed), 1);
}

async function take(visit: ReturnType<typeof openTestVisit>, taken: Step, said: Said): Promise<void> {
  switch (taken.kind) {
    case "press":
      return press(visit, taken.choice, said);
    case "network":
      visit.server.network = taken.network;
      return;
    case "pass":
      return await visit.pass(taken.ms);
    case "skip":
      return visit.session.handBack("skip", null);
    case "reload":
      return await visit.reload();
    default:
      return visit.session[taken.kind]();
  }
}

describe("votes over a connection that fails at any moment", () => {
  it("are each kept by the server once, as they were given, whatever else happens on the page", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const visit = openTestVisit({ waiting: 50 });
        const said: Said = new Map();
        await visit.settle();
        for (const taken of steps) {
          await take(visit, taken, said);
        }
        visit.server.network = "up";
        visit.session.resume();
        visit.session.keep();
        await visit.pass(60_000);

        expect(visit.state().outbox).toEqual([]);
        expect(visit.storage.length).toBe(0);
        const kept = [...visit.server.votes.values()];
        expect(new Set(kept.map(({ questionId }) => questionId))).toEqual(new Set(said.keys()));
        for (const { questionId, answers } of kept) {
          const given = said.get(questionId) ?? [];
          const stored = answers.map((answer) => (answer.kind === "compare" ? answer.choice : null));
          // A change may come too late, or twice; what is kept is what was said, in that order.
          expect(stored[0]).toBe(given[0]);
          expect(new Set(given)).toEqual(new Set([...given, ...stored]));
        }
        // Nothing hangs: the annotator has a question before them, answered or not.
        expect(visit.state().shown).not.toBeNull();
      }),
      { numRuns: 500 },
    );
  });

  it("are changed as the annotator said, while the server still takes changes", async () => {
    await fc.assert(
      fc.asyncProperty(choice, choice, fc.boolean(), fc.boolean(), async (first, second, firstFails, secondFails) => {
        const visit = openTestVisit();
        await visit.settle();
        visit.server.network = firstFails ? "unanswered" : "up";
        visit.session.answer(choose(first), 1);
        await visit.settle();
        visit.session.undo();
        visit.server.network = secondFails ? "lost" : "up";
        visit.session.answer(choose(second), 1);
        await visit.pass(1000);
        visit.server.network = "up";
        await visit.pass(8000);
        const answers = visit.server.votes.get("q_1")?.answers ?? [];
        expect(answers.at(-1)).toMatchObject({ choice: second });
        expect(answers[0]).toMatchObject({ choice: first });
        expect(visit.state().shown).toMatchObject({ status: "open", offer: { leaseId: "ls_2" } });
      }),
    );
  });
});
