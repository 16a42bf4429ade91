import { describe, expect, it } from "vitest";
import type { VoterTally } from "../ports/annotator-store.ts";
import type { AnnotatorPorts } from "./cli-world.ts";
import { listAnnotators } from "./list-annotators.ts";

const READER: VoterTally = {
  annotatorId: "an_reader",
  audience: "global",
  source: "invite",
  externalId: null,
  votes: 250,
  decided: 200,
  decidedLeft: 98,
  compared: 160,
  agreed: 128,
  medianMs: 14_200,
  lastVoteAt: Date.UTC(2026, 0, 2, 3, 4),
};
const SPAMMER: VoterTally = {
  ...READER,
  annotatorId: "an_spammer",
  source: "prolific",
  externalId: "5f00",
  votes: 750,
  decided: 750,
  decidedLeft: 750,
  agreed: 80,
  medianMs: 900,
};
const TIES: VoterTally = { ...READER, votes: 1, decided: 0, decidedLeft: 0, compared: 0, agreed: 0 };

async function list(tallies: readonly VoterTally[], { since = 0, asJson = false } = {}) {
  const printed: string[] = [];
  const asked: unknown[] = [];
  const annotators = {
    tallyVoters: async (...args: unknown[]) => {
      asked.push(args);
      return tallies;
    },
  };
  const world = { print: (line: string) => void printed.push(line) };
  const ports = { annotators } as unknown as AnnotatorPorts;
  expect(await listAnnotators(world, ports, { tenantId: "acme", since, asJson })).toBe(0);
  expect(asked).toEqual([["acme", since]]);
  return printed;
}

describe("annotators list", () => {
  it("shows beside each other whoever reads and whoever presses one key", async () => {
    expect(await list([SPAMMER, READER])).toEqual([
      "annotator   from      audience  votes  share  with others  held against   left  seconds  last vote",
      "an_spammer  prolific  global      750   75 %         50 %           160  100 %      0.9  2026-01-02 03:04",
      "an_reader   invite    global      250   25 %         80 %           160   49 %     14.2  2026-01-02 03:04",
    ]);
  });

  it("says the same as JSON, and who they are where they came from", async () => {
    const [text = ""] = await list([SPAMMER], { asJson: true });
    expect(JSON.parse(text)).toEqual([
      {
        annotator_id: "an_spammer",
        source: "prolific",
        external_id: "5f00",
        audience: "global",
        votes: 750,
        share: 1,
        agreement: 0.5,
        held_against: 160,
        left_share: 1,
        median_seconds: 0.9,
        last_vote_at: "2026-01-02T03:04:00.000Z",
      },
    ]);
  });

  it("leaves open what nothing is known of", async () => {
    expect((await list([TIES]))[1]).toContain("100 %            -             0     -     14.2");
    expect(JSON.parse((await list([TIES], { asJson: true }))[0] ?? "")).toMatchObject([{ agreement: null, left_share: null }]);
  });

  it("says where nobody voted", async () => {
    expect(await list([])).toEqual(['Nobody of tenant "acme" has voted on pairs.']);
    expect(await list([], { since: 5 })).toEqual(['Nobody of tenant "acme" has voted on pairs in that time.']);
    expect(await list([], { asJson: true })).toEqual(["[]"]);
  });
});
