import { describe, expect, it } from "vitest";
import type { Credential } from "../api/annotator.ts";
import { type FailureKind, RequestFailure } from "../api/request-failure.ts";
import { ANNOTATOR } from "../doubles/offers.ts";
import { VoteServerDouble } from "../doubles/vote-server-double.ts";
import { openVisit } from "./open-visit.ts";

const INVITE: Credential = { kind: "invite", inviteToken: "fmi_abc" };

/** A server that refuses to sign in, to say who is signed in, or neither. */
function createServer(signIn: FailureKind | null, session: FailureKind | null) {
  const server = new VoteServerDouble(ANNOTATOR, 0, () => 0);
  const refuse = (kind: FailureKind | null, message: string) => {
    if (kind !== null) {
      throw new RequestFailure(kind, "", message);
    }
  };
  server.signIn = async () => refuse(signIn, "The invite is used.");
  const readAnnotator = server.readAnnotator.bind(server);
  server.readAnnotator = async () => {
    refuse(session, "Nobody is signed in.");
    return await readAnnotator();
  };
  return server;
}

describe("a visit", () => {
  it("begins with the session that a link opens", async () => {
    expect(await openVisit(createServer(null, null), INVITE)).toMatchObject({ kind: "signed_in" });
  });

  it("goes on with the session that there is, for those who open their used link again", async () => {
    expect(await openVisit(createServer("signed_out", null), INVITE)).toMatchObject({ kind: "signed_in" });
  });

  it("says why a link does not work", async () => {
    expect(await openVisit(createServer("signed_out", "signed_out"), INVITE)).toEqual({
      kind: "signed_out",
      problem: "The invite is used.",
      mayRepeat: false,
    });
  });

  it("says nothing to somebody who just came", async () => {
    expect(await openVisit(createServer(null, "signed_out"), null)).toEqual({
      kind: "signed_out",
      problem: null,
      mayRepeat: false,
    });
  });

  it("may be tried again where the server could not be reached, with the link unspent", async () => {
    const failed = { kind: "signed_out", mayRepeat: true };
    expect(await openVisit(createServer("unavailable", null), INVITE)).toMatchObject(failed);
    expect(await openVisit(createServer(null, "unavailable"), INVITE)).toMatchObject(failed);
  });

  it("is not opened as a guest with somebody's older session where guests are refused", async () => {
    expect(await openVisit(createServer("refused", null), { kind: "guest" })).toMatchObject({
      kind: "signed_out",
      mayRepeat: false,
    });
  });
});
