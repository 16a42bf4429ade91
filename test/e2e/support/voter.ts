import type { ApiClient } from "./api-client.ts";

/** The parts of the voting API's answers that the tests read. */
export interface WireServed {
  readonly question: {
    readonly question_id: string;
    readonly left: { readonly messages: readonly { readonly content: string }[] };
    readonly right: { readonly messages: readonly { readonly content: string }[] };
  };
  readonly lease: { readonly lease_id: string };
}

export interface WireVote {
  readonly vote_id: string;
  readonly question_id: string;
  readonly choice: string;
  readonly late: boolean;
  readonly counted: boolean;
  readonly recorded_at: string;
  readonly revised_at: string | null;
}

interface Ballot {
  readonly vote_id: string;
  readonly lease_id: string;
  readonly choice: "left" | "right" | "tie";
}

/** How somebody votes on the two answers that are shown, left and right. */
export type Choose = (shown: readonly [left: string, right: string]) => Ballot["choice"];
const chooseByLot: Choose = () => (["left", "right", "tie"] as const)[Math.floor(Math.random() * 3)] ?? "tie";

/** A vote as it was acknowledged, beside what was voted on. */
export interface AcknowledgedVote {
  readonly ballot: Ballot;
  readonly vote: WireVote;
  /** What was voted for, in the words of the answer; null: neither. */
  readonly preferred: string | null;
  /** The two answers. */
  readonly shown: readonly [left: string, right: string];
}

/** Long enough to be served what is there, short enough not to hold up the end of a test. */
const LEASE_WAIT_MS = 200;

/** A signed-in annotator with a ledger of its own: what it sent and what was acknowledged, whatever becomes of the server. */
export class Voter {
  readonly #headers: { readonly authorization: string };
  readonly acknowledged: AcknowledgedVote[] = [];
  #held: WireServed | null = null;
  /** Sent, and not answered. */
  #pending: { readonly ballot: Ballot; readonly served: WireServed } | null = null;

  private constructor(token: string) {
    this.#headers = { authorization: `Bearer ${token}` };
  }

  /** Invites so many annotators and signs them in. */
  static async signIn(client: ApiClient, count: number): Promise<readonly Voter[]> {
    const { invites } = await client.json<{ readonly invites: readonly { readonly token: string }[] }>(
      201,
      "POST",
      "/api/v1/annotators/invites",
      { count },
    );
    return await Promise.all(
      invites.map(async ({ token: invite_token }) => {
        const session = await client.json<{ readonly token: string }>(201, "POST", "/api/v1/annotators/sessions", {
          invite_token,
        });
        return new Voter(session.token);
      }),
    );
  }

  get isWaiting(): boolean {
    return this.#pending !== null;
  }

  /** Votes once: on the question that came with the last answer, else on one that it asks for. False where none came. Throws where a connection breaks; the vote is then pending. */
  async vote(client: ApiClient, voteId: string, choose: Choose = chooseByLot): Promise<boolean> {
    const served = this.#held ?? (await this.#lease(client));
    if (served === null) {
      return false;
    }
    const choice = choose([textOf(served.question.left), textOf(served.question.right)]);
    this.#pending = { ballot: { vote_id: voteId, lease_id: served.lease.lease_id, choice }, served };
    this.#held = null;
    await this.sendPending(client);
    return true;
  }

  /** Sends the pending vote, again where it was sent before. Returns the acknowledged vote; null where none is pending. */
  async sendPending(client: ApiClient): Promise<AcknowledgedVote | null> {
    if (this.#pending === null) {
      return null;
    }
    const { ballot, served } = this.#pending;
    const { vote, next } = await this.#post<{ readonly vote: WireVote; readonly next: WireServed | null }>(
      client,
      "/votes",
      ballot,
    );
    const shown = [textOf(served.question.left), textOf(served.question.right)] as const;
    const preferred = ballot.choice === "tie" ? null : shown[ballot.choice === "left" ? 0 : 1];
    const acknowledged = { ballot, vote, preferred, shown };
    this.acknowledged.push(acknowledged);
    this.#pending = null;
    this.#held = next;
    return acknowledged;
  }

  /** Sends an acknowledged vote once more. Returns what the server now says it is. */
  async sendAgain(client: ApiClient, { ballot }: AcknowledgedVote): Promise<WireVote> {
    return (await this.#post<{ readonly vote: WireVote }>(client, "/votes", ballot)).vote;
  }

  /** How many votes the server says it has of this annotator. */
  async countVotes(client: ApiClient): Promise<number> {
    const path = "/api/v1/annotators/me";
    const me = await client.json<{ readonly votes_total: number }>(200, "GET", path, undefined, this.#headers);
    return me.votes_total;
  }

  async #lease(client: ApiClient): Promise<WireServed | null> {
    const answer = await this.#post<WireServed | { readonly question: null }>(client, "/questions/lease", {
      wait_ms: LEASE_WAIT_MS,
    });
    return answer.question === null ? null : answer;
  }

  #post<Body>(client: ApiClient, path: string, body: unknown): Promise<Body> {
    return client.json<Body>(200, "POST", `/api/v1${path}`, body, this.#headers);
  }
}

function textOf({ messages }: WireServed["question"]["left"]): string {
  return messages.map(({ content }) => content).join("\n");
}
