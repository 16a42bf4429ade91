import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestWorld, type TestWorld } from "./create-test-world.ts";
import { problemOf } from "./problem-of.ts";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld({ http: { mediaOrigins: ["https://media.example.org", "https://cdn.example.org"] } });
});
afterAll(async () => {
  await world.close();
});

/** The directives of a response's content policy, by name. */
function policyOf(response: Response): ReadonlyMap<string, string> {
  const directives = (response.headers.get("Content-Security-Policy") ?? "").split("; ");
  return new Map(directives.map((directive) => [directive.split(" ")[0] ?? "", directive.split(" ").slice(1).join(" ")]));
}

describe("GET /vote", () => {
  it("gives the built page to anybody, to be asked for anew each time", async () => {
    const response = await world.app.request("/vote");
    expect(response.status).toBe(200);
    expect(response.headers.get("Content-Type")).toMatch(/^text\/html/);
    expect(response.headers.get("Cache-Control")).toBe("no-cache");
    expect(await response.text()).toContain('src="/vote/assets/index-d1gest.js"');
  });

  it("lets the page run and load nothing from elsewhere but media from the allowed origins", async () => {
    const response = await world.app.request("/vote");
    const policy = policyOf(response);
    expect(policy.get("default-src")).toBe("'none'");
    for (const directive of ["script-src", "style-src", "font-src", "connect-src"]) {
      expect(policy.get(directive)).toBe("'self'");
    }
    expect(policy.get("img-src")).toBe("'self' data: https://media.example.org https://cdn.example.org");
    expect(policy.get("media-src")).toBe("https://media.example.org https://cdn.example.org");
    expect(policy.get("form-action")).toBe("https://www.mturk.com https://workersandbox.mturk.com");
    expect(policy.get("base-uri")).toBe("'none'");
    expect(policy.get("frame-ancestors")).toBe("'none'");
    expect(policy.get("require-trusted-types-for")).toBe("'script'");
    expect(response.headers.get("Referrer-Policy")).toBe("no-referrer");
    expect(response.headers.get("X-Content-Type-Options")).toBe("nosniff");
  });

  it("is shown within Mechanical Turk's page where workers come from there, and in nobody else's", async () => {
    const framed = await createTestWorld({ http: { isFramedByMturk: true } });
    const ancestors = policyOf(await framed.app.request("/vote")).get("frame-ancestors");
    expect(ancestors?.split(" ").toSorted()).toEqual([
      "https://requester.mturk.com",
      "https://requestersandbox.mturk.com",
      "https://worker.mturk.com",
      "https://workersandbox.mturk.com",
      "https://www.mturk.com",
    ]);
    await framed.close();
  });

  it("loads no media at all where no origin is allowed", async () => {
    const strict = await createTestWorld({ http: { mediaOrigins: [] } });
    const policy = policyOf(await strict.app.request("/vote"));
    expect(policy.get("img-src")).toBe("'self' data:");
    expect(policy.get("media-src")).toBe("'none'");
    await strict.close();
  });

  it("says how to build the page where it is not built", async () => {
    const unbuilt = await createTestWorld({ http: { votePage: new URL("./no-such-folder/", import.meta.url) } });
    const response = await unbuilt.app.request("/vote");
    expect(response.status).toBe(200);
    expect(await response.text()).toContain("npm run build");
    expect((await problemOf(await unbuilt.app.request("/vote/assets/index-d1gest.js"))).code).toBe("not_found");
    await unbuilt.close();
  });
});

describe("GET /vote/assets/{file}", () => {
  it("packs what is text for browsers that take it, since phones have bad connections", async () => {
    const ask = (encoding: string) =>
      world.app.request("/vote/assets/index-d1gest.js", { headers: { "Accept-Encoding": encoding } });
    const [packed, plain] = [await ask("gzip, br"), await ask("identity")];
    expect(packed.headers.get("Content-Encoding")).toBe("gzip");
    expect([packed, plain].map(({ headers }) => headers.get("Vary"))).toEqual(["Accept-Encoding", "Accept-Encoding"]);
    expect(gunzipSync(await packed.arrayBuffer()).toString()).toBe(await plain.text());
    expect((await ask("gzip;q=0")).headers.get("Content-Encoding")).toBe(null);
  });

  it("gives a file that never changes", async () => {
    const response = await world.app.request("/vote/assets/index-d1gest.js");
    expect(response.status).toBe(200);
    expect(response.headers.get("Content-Type")).toBe("text/javascript; charset=utf-8");
    expect(response.headers.get("Cache-Control")).toBe("public, max-age=31536000, immutable");
    expect(response.headers.get("X-Content-Type-Options")).toBe("nosniff");
    expect(await response.text()).toContain("void 0");
  });

  it.each([
    "nothing.js",
    "..%2findex.html",
    "..%2fsecret.txt",
    "%2e%2e%2fsecret.txt",
    "..%5csecret.txt",
    ".js",
    "index-d1gest.js%00",
  ])("has no %s", async (file) => {
    expect((await problemOf(await world.app.request(`/vote/assets/${file}`))).code).toBe("not_found");
  });
});
