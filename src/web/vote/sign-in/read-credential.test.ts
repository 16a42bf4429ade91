import { describe, expect, it } from "vitest";
import { readCredential, withoutCredential } from "./read-credential.ts";

const arrive = (rest: string) => readCredential(new URL(`https://moot.example/vote${rest}`));

describe("who comes by an address", () => {
  it("brings an invitation behind the hash", () => {
    expect(arrive("#invite=fmi_abc")).toEqual({ kind: "credential", credential: { kind: "invite", inviteToken: "fmi_abc" } });
  });

  it("brings it also where a mail program took the end of a sentence for a part of the link, or wrote its signs otherwise", () => {
    const credential = { kind: "invite", inviteToken: "fmi_abc" };
    for (const hash of [
      "#invite=fmi_abc.",
      "#invite=fmi_abc%3E",
      "#invite=fmi_abc)",
      "#invite%3Dfmi_abc",
      "#invite=fmi_abc&utm=mail",
    ]) {
      expect(arrive(hash)).toEqual({ kind: "credential", credential });
    }
  });

  it("comes from Prolific", () => {
    expect(arrive("?PROLIFIC_PID=p&STUDY_ID=s&SESSION_ID=v")).toEqual({
      kind: "credential",
      credential: { kind: "prolific", prolificPid: "p", studyId: "s", sessionId: "v" },
    });
  });

  it("comes from Mechanical Turk, to work or only to look", () => {
    const address = "&hitId=H&workerId=W&turkSubmitTo=https%3A%2F%2Fwww.mturk.com";
    expect(arrive(`?assignmentId=A${address}`)).toEqual({
      kind: "credential",
      credential: { kind: "mturk", workerId: "W", assignmentId: "A", hitId: "H", turkSubmitTo: "https://www.mturk.com" },
    });
    expect(arrive(`?assignmentId=ASSIGNMENT_ID_NOT_AVAILABLE${address}`)).toEqual({ kind: "preview" });
  });

  it("just comes", () => {
    expect(arrive("")).toEqual({ kind: "plain" });
    expect(arrive("#invite=")).toEqual({ kind: "plain" });
  });

  it("leaves nothing in the address to sign in with", () => {
    expect(withoutCredential(new URL("https://moot.example/vote?PROLIFIC_PID=p#invite=fmi_abc"))).toBe("/vote");
  });
});
