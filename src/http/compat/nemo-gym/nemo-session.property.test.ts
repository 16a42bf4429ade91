import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type NemoSession, readSession, writeSession } from "./nemo-session.ts";

const name = fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 }).filter((text) => !/\p{Surrogate}/u.test(text));
const address = fc.record({ collectionSlug: name, scenarioSlug: name });
const session: fc.Arbitrary<NemoSession> = fc.oneof(
  fc.record({ kind: fc.constant("scenario" as const), address }),
  fc.record({ kind: fc.constant("episode" as const), episodeId: name, address }),
);

describe("a session's cookie", () => {
  it("is read as it was written, among others", () => {
    fc.assert(
      fc.property(session, (written) => {
        const [pair = ""] = writeSession(written).split("; ");
        expect(readSession(pair)).toEqual(written);
        expect(readSession(`other=1; ${pair}; last=2`)).toEqual(written);
      }),
    );
  });

  it.each([
    undefined,
    "",
    "other=a.b",
    "folkmoot_nemo_gym=a",
    "folkmoot_nemo_gym=a.b.c.d",
    "folkmoot_nemo_gym=%zz.b",
    "folkmoot_nemo_gym=a.b.",
  ])("is none in %j", (header) => expect(readSession(header)).toBeNull());

  it("tells no script and asks for no https", () => {
    const written = writeSession({ kind: "scenario", address: { collectionSlug: "tea-shop", scenarioSlug: "mild.tea" } });
    expect(written).toBe("folkmoot_nemo_gym=tea-shop.mild%2Etea; Path=/; HttpOnly; SameSite=Lax");
  });
});
