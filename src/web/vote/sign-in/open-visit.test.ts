import { describe, expect, it } from "vitest";
import type { Credential } from "../api/annotator.ts";
import { type FailureKind, RequestFailure } from "../api/request-failure.ts";
import { ANNOTATOR } from "../doubles/offers.ts";
import { VoteServerDouble } from "../doubles/vote-server-double.ts";
import { followVisit, openVisit } from "./open-visit.ts";

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
    expect(await openVisit(createServer(null, null), INVITE, () => true)).toMatchObject({ kind: "signed_in" });
  });

  it("goes on with the session that there is, for those who open their used link again", async () => {
    expect(await openVisit(createServer("signed_out", null), INVITE, () => true)).toMatchObject({ kind: "signed_in" });
  });

  it("says why a link does not work", async () => {
    expect(await openVisit(createServer("signed_out", "signed_out"), INVITE, () => true)).toEqual({
      kind: "signed_out",
      problem: "The invite is used.",
      mayRepeat: false,
    });
  });

  it("says nothing to somebody who just came", async () => {
    expect(await openVisit(createServer(null, "signed_out"), null, () => true)).toEqual({
      kind: "signed_out",
      problem: null,
      mayRepeat: false,
    });
  });

  it("may be tried again where the server could not be reached, with the link unspent", async () => {
    const failed = { kind: "signed_out", mayRepeat: true };
    expect(await openVisit(createServer("unavailable", null), INVITE, () => true)).toMatchObject(failed);
    expect(await openVisit(createServer(null, "unavailable"), INVITE, () => true)).toMatchObject(failed);
  });

  it("spends no link where the browser keeps no cookie to go on with", async () => {
    const server = createServer(null, null);
    let signIns = 0;
    server.signIn = async () => {
      signIns += 1;
    };
    const opened = await openVisit(server, INVITE, () => false);
    expect(opened).toMatchObject({ kind: "signed_out", mayRepeat: true, problem: expect.stringContaining("keeps no cookies") });
    expect(signIns).toBe(0);
  });

  it("names cookies as the reason where somebody was signed in and is not", async () => {
    const opened = await openVisit(createServer(null, "signed_out"), { kind: "guest" }, () => false);
    expect(opened).toMatchObject({ kind: "signed_out", problem: expect.stringContaining("keeps no cookies") });
  });

  it("is followed by that of who has signed in since, or by none", async () => {
    const server = createServer(null, null);
    expect(await followVisit(server, "an_before", "A new link is needed.")).toEqual({
      kind: "replaced",
      leaving: "A new link is needed.",
      successor: server.annotator,
    });
    expect(await followVisit(createServer(null, "signed_out"), "an_before", "A new link is needed.")).toEqual({
      kind: "signed_out",
      problem: "Your session has ended. A new link is needed.",
      mayRepeat: false,
    });
  });

  it("is not opened as a guest with somebody's older session where guests are refused", async () => {
    expect(await openVisit(createServer("refused", null), { kind: "guest" }, () => true)).toMatchObject({
      kind: "signed_out",
      mayRepeat: false,
    });
  });
});
