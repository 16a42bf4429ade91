import { expect } from "vitest";
import { CANARY_SLUGS, type CanaryVisitor, type Transcript } from "../support/canary-visitor.ts";

const VOTE_ID = "00000000-0000-4000-8000-000000000001";
/** Long enough for one annotator to answer, short enough to wait for its end. */
const OPEN_SECONDS = 6;

/** Every route of people: an annotator is invited, answers what the caller asks about finished conversations, and leaves. */
export async function voteOnEverything(caller: CanaryVisitor, transcripts: readonly Transcript[]): Promise<void> {
  const [first = [], second = []] = transcripts;
  const invited = await caller.call("POST /api/v1/annotators/invites", [], { count: 1 });
  const { invites } = JSON.parse(invited.text) as { invites: readonly { token: string }[] };
  const signedIn = await caller.call("POST /api/v1/annotators/sessions", [], { invite_token: invites[0]?.token });
  const asAnnotator = { authorization: `Bearer ${(JSON.parse(signedIn.text) as { token: string }).token}` };
  const ask = (route: string, names: readonly string[], body?: unknown) => caller.call(route, names, body, asAnnotator);

  const human = { mode: "require", min_votes: 1, ttl_seconds: OPEN_SECONDS };
  const compare = async (a: Transcript, b: Transcript) => {
    const pair = { ...CANARY_SLUGS, response_a: { messages: a }, response_b: { messages: b } };
    const { text } = await caller.call("POST /api/v1/compare", [], { ...pair, human, latency_budget_ms: 100 });
    return (JSON.parse(text) as { comparison_id: string }).comparison_id;
  };
  const comparisonId = await compare(first, second);
  await compare(first, first.slice(0, 2));
  const leased = await ask("POST /api/v1/questions/lease", [], {});
  const { lease } = JSON.parse(leased.text) as { lease?: { lease_id: string } };
  const leaseId = lease?.lease_id ?? "";
  expect(leaseId, leased.text).not.toBe("");
  await ask("POST /api/v1/leases/{lease_id}/heartbeat", [leaseId]);
  const voted = await ask("POST /api/v1/votes", [], { vote_id: VOTE_ID, lease_id: leaseId, choice: "left" });
  await ask("POST /api/v1/votes/{vote_id}/revise", [VOTE_ID], { choice: "both_bad" });
  const { next } = JSON.parse(voted.text) as { next: { lease: { lease_id: string } } | null };
  await ask("POST /api/v1/leases/{lease_id}/release", [next?.lease.lease_id ?? leaseId], { reason: "unsafe" });
  await ask("GET /api/v1/annotators/me", []);
  await caller.call("GET /api/v1/pool");
  await caller.call("GET /api/v1/comparisons/{comparison_id}", [comparisonId]);
  await caller.call("GET /api/v1/comparisons/{comparison_id}/events", [comparisonId]);

  await caller.call("POST /api/v1/annotators/invites", [], { count: 0 });
  await caller.call("POST /api/v1/annotators/sessions", [], {});
  await caller.call("GET /api/v1/comparisons/{comparison_id}", ["unknown"]);
  await caller.call("GET /api/v1/comparisons/{comparison_id}/events", ["unknown"]);
  await ask("POST /api/v1/questions/lease", [], { wait_ms: -1 });
  await ask("POST /api/v1/votes", [], { vote_id: VOTE_ID });
  await ask("POST /api/v1/votes/{vote_id}/revise", ["unknown"], {});
  await ask("POST /api/v1/leases/{lease_id}/heartbeat", ["x".repeat(200)]);
  await ask("POST /api/v1/leases/{lease_id}/release", ["unknown"], { reason: "skip" });
  await ask("DELETE /api/v1/annotators/sessions", []);
}
