import { listVoters, type Voter } from "../services/annotators/list-voters.ts";
import type { AnnotatorPorts, CliWorld } from "./cli-world.ts";
import { formatTable } from "./format-table.ts";

const HEADER = ["annotator", "from", "audience", "votes", "share", "with others", "held against", "left", "seconds", "last vote"];
const NUMERIC = new Set(["votes", "share", "with others", "held against", "left", "seconds"]);

export interface VoterListing {
  readonly tenantId: string;
  /** Instant from which on votes are looked at; 0: all. */
  readonly since: number;
  readonly asJson: boolean;
}

/** `folkmoot annotators list`. */
export async function listAnnotators(
  world: Pick<CliWorld, "print">,
  ports: AnnotatorPorts,
  { tenantId, since, asJson }: VoterListing,
): Promise<number> {
  const voters = await listVoters(ports, tenantId, since);
  if (asJson) {
    world.print(JSON.stringify(voters.map(toWire), null, 2));
    return 0;
  }
  if (voters.length === 0) {
    world.print(`Nobody of tenant "${tenantId}" has voted on pairs${since === 0 ? "" : " in that time"}.`);
    return 0;
  }
  for (const line of formatTable(HEADER, voters.map(toCells), NUMERIC)) {
    world.print(line);
  }
  return 0;
}

function toCells(voter: Voter): readonly string[] {
  return [
    voter.annotatorId,
    voter.source,
    voter.audience,
    voter.votes.toLocaleString("en"),
    toPercent(voter.share),
    toPercent(voter.agreement),
    voter.compared.toLocaleString("en"),
    toPercent(voter.leftShare),
    (voter.medianMs / 1000).toFixed(1),
    new Date(voter.lastVoteAt).toISOString().slice(0, 16).replace("T", " "),
  ];
}

function toPercent(share: number | null): string {
  return share === null ? "-" : `${Math.round(100 * share)} %`;
}

function toWire(voter: Voter) {
  return {
    annotator_id: voter.annotatorId,
    source: voter.source,
    external_id: voter.externalId,
    audience: voter.audience,
    votes: voter.votes,
    share: voter.share,
    agreement: voter.agreement,
    held_against: voter.compared,
    left_share: voter.leftShare,
    median_seconds: voter.medianMs / 1000,
    last_vote_at: new Date(voter.lastVoteAt).toISOString(),
  };
}
