import { describe, expect, it } from "vitest";
import { runProgram } from "./support/program.ts";
import { useProgramWorld } from "./support/program-world.ts";
import { waitUntil } from "./support/wait-until.ts";

const world = useProgramWorld();

async function makeKey(words: readonly string[] = []): Promise<{ readonly keyText: string; readonly keyId: string }> {
  const made = await runProgram(["keys", "create", "--name", "test", "--database", `sqlite:${world.database}`, ...words]);
  expect(made.exitCode, made.stderr).toBe(0);
  return { keyText: made.stdout.trim(), keyId: /Key (\S+) /.exec(made.stderr)?.[1] ?? "" };
}

async function revokeKey(keyId: string): Promise<void> {
  expect((await runProgram(["keys", "revoke", keyId, "--database", `sqlite:${world.database}`])).exitCode).toBe(0);
}

describe("keys", () => {
  it("are needed before it listens to other machines", async () => {
    const refused = await world.serve(["--host", "0.0.0.0"]);
    expect(refused).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("folkmoot keys create") });
    const { keyText } = await makeKey();
    const server = await world.start({ flags: ["--host", "0.0.0.0"] });
    const url = { ...server, url: server.url.replace("0.0.0.0", "127.0.0.1") };
    expect((await world.connect(url).send("GET", "/api/v1/collections")).status).toBe(401);
    expect((await world.connect(url, keyText).send("GET", "/api/v1/collections")).status).toBe(200);
  });

  it("are needed before a proxy passes on what others ask, which then needs one for the metrics too", async () => {
    const flags = ["--public-url", "https://vote.example.org"];
    const refused = await world.serve(flags);
    expect(refused).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("be reached at https://vote.example.org") });
    expect(refused.stderr).toContain("folkmoot keys create");
    const { keyText } = await makeKey(["--scope", "admin"]);
    const server = await world.start({ flags });
    const statusFor = async (apiKey?: string) => (await world.connect(server, apiKey).send("GET", "/metrics")).status;
    expect([await statusFor(), await statusFor(keyText)]).toEqual([401, 200]);
  });

  it("are not needed where the public URL is this machine's own", async () => {
    const server = await world.start({ flags: ["--public-url", "http://localhost:8080"] });
    expect((await world.connect(server).send("GET", "/metrics")).status).toBe(200);
  });

  it("are needed as soon as there is one, and stop working when they are revoked, without a restart", async () => {
    const server = await world.start();
    const statusFor = async (apiKey?: string) => (await world.connect(server, apiKey).send("GET", "/api/v1/collections")).status;
    expect(await statusFor()).toBe(200);
    const [first, second] = [await makeKey(), await makeKey()];
    await waitUntil("a key is needed", async () => (await statusFor()) === 401);
    expect([await statusFor(first.keyText), await statusFor(second.keyText)]).toEqual([200, 200]);
    await revokeKey(first.keyId);
    await waitUntil("the revoked key is refused", async () => (await statusFor(first.keyText)) === 401);
    expect(await statusFor(second.keyText)).toBe(200);
  });

  it("never leave the door open: without the last key, other machines are refused", async () => {
    const { keyText, keyId } = await makeKey();
    const server = await world.start({ flags: ["--host", "0.0.0.0"] });
    const url = { ...server, url: server.url.replace("0.0.0.0", "127.0.0.1") };
    const statusFor = async (apiKey?: string) => (await world.connect(url, apiKey).send("GET", "/api/v1/collections")).status;
    expect(await statusFor(keyText)).toBe(200);
    await revokeKey(keyId);
    await waitUntil("the revoked key is refused", async () => (await statusFor(keyText)) === 401);
    expect(await statusFor()).toBe(401);
  });

  it("of commands stand in the environment by the name that the Python client reads, or a shorter one, and a server starts there", async () => {
    const { keyText } = await makeKey();
    const environment = { FOLKMOOT_KEY: keyText };
    const server = await world.start({ environment });
    const list = (given: Readonly<Record<string, string>>, words: readonly string[] = []) =>
      runProgram(["models", "list", "--url", server.url, ...words], { environment: given });
    expect(await list(environment)).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("rubric") });
    expect(await list({ FOLKMOOT_API_KEY: keyText, FOLKMOOT_KEY: "fm_none" })).toMatchObject({ exitCode: 0 });
    expect(await list({ FOLKMOOT_API_KEY: "fm_none" }, ["--key", keyText])).toMatchObject({ exitCode: 0 });
    expect(await list({})).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("FOLKMOOT_API_KEY") });
    const wrong = await list({}, ["--key", "fm_none"]);
    expect(wrong).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("does not take this key") });
  });

  it("are made in no database that ends with the command", async () => {
    const refused = await runProgram(["keys", "create", "--name", "lost", "--database", "sqlite::memory:"]);
    expect(refused).toMatchObject({
      exitCode: 2,
      stdout: "",
      stderr: expect.stringContaining("--database names the server's file"),
    });
  });

  it("are listed with the time at which they expire; one that is over leaves the door closed", async () => {
    const server = await world.start();
    const { keyId } = await makeKey(["--expires-in-days", "0.00001"]);
    await makeKey(["--name", "other"]).then((other) => revokeKey(other.keyId));
    const list = await runProgram(["keys", "list", "--database", `sqlite:${world.database}`]);
    expect(list.stdout).toMatch(/^id +name +scopes +tenant +created +expires +state$/m);
    expect(list.stdout).toMatch(new RegExp(`^${keyId} .* [0-9-]{10}T[0-9:]{5}Z +expired$`, "m"));
    expect(list.stdout).toMatch(/ never +revoked$/m);
    const refused = await waitForRefusal(server.url);
    expect(refused).toContain("expired or revoked");
  });
});

/** What a caller without a key is told once it is refused. */
async function waitForRefusal(url: string): Promise<string> {
  const api = world.connect({ url });
  let text = "";
  await waitUntil("a caller without a key is refused", async () => {
    const answer = await api.send("GET", "/api/v1/collections");
    text = answer.text;
    return answer.status === 401;
  });
  return text;
}
