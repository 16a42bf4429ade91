import type { VoterTally } from "../../ports/annotator-store.ts";
import type { ServicePorts } from "../service-ports.ts";

/** What can be seen of how an annotator votes. Shares are null where there is nothing to take a share of. */
export interface Voter extends VoterTally {
  /** Of all votes in question. */
  readonly share: number;
  /** Of the votes that can be held against what the others say: 1 always with them; a coin gets a half. */
  readonly agreement: number | null;
  /** Of the votes that took a side, those for what stood left. Sides are drawn, so it is about a half for whoever reads. */
  readonly leftShare: number | null;
}

/** Whoever voted on pairs at `since` or later, with the votes of that time alone; most votes first. */
export async function listVoters(
  ports: Pick<ServicePorts, "annotators">,
  tenantId: string,
  since: number,
): Promise<readonly Voter[]> {
  const tallies = await ports.annotators.tallyVoters(tenantId, since);
  const total = tallies.reduce((sum, { votes }) => sum + votes, 0);
  return tallies.map((tally) => ({
    ...tally,
    share: tally.votes / total,
    agreement: tally.compared === 0 ? null : tally.agreed / tally.compared,
    leftShare: tally.decided === 0 ? null : tally.decidedLeft / tally.decided,
  }));
}
