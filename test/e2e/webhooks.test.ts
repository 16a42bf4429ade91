// The receivers of the guide, run as they stand there: a vote that comes too late for its caller reaches them as a signed event.
import { type ChildProcessByStdio, spawn, spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { createConnection, createServer } from "node:net";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { useProgramWorld } from "./support/program-world.ts";
import { TEA_HOUSE, TEA_SCENARIO } from "./support/tea-house.ts";
import { waitUntil } from "./support/wait-until.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const GUIDE = readFileSync(join(ROOT, "docs/guides/webhooks.md"), "utf8");
const SECRET = `whsec_${Buffer.from("a key of at least 24 bytes").toString("base64")}`;
const HAS_PYTHON = spawnSync("python3", ["--version"]).status === 0;
const ANNOTATOR_WAIT_MS = 20_000;

const world = useProgramWorld();
const receivers: ChildProcessByStdio<null, Readable, Readable>[] = [];
afterEach(() => {
  for (const receiver of receivers.splice(0)) {
    receiver.kill();
  }
});

/** The first block of code of that language in the guide. */
function codeOf(language: string): string {
  return new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, "s").exec(GUIDE)?.[1] ?? "";
}

/** Runs a receiver of the guide. Resolves when it listens, with its URL and what it has printed. */
async function receive(command: string, words: readonly string[], file: string, code: string) {
  writeFileSync(join(world.folder, file), code);
  symlinkSync(join(ROOT, "node_modules"), join(world.folder, "node_modules"));
  const port = await findFreePort();
  const receiver = spawn(command, [...words, file], {
    cwd: world.folder,
    stdio: ["ignore", "pipe", "pipe"],
    env: { PATH: process.env["PATH"] ?? "", WEBHOOK_SECRET: SECRET, PORT: String(port) },
  });
  receivers.push(receiver);
  let printed = "";
  receiver.stdout.setEncoding("utf8").on("data", (text: string) => {
    printed += text;
  });
  receiver.stderr.resume();
  await waitUntil("the receiver listens", () => isListening(port));
  return { url: `http://127.0.0.1:${port}/folkmoot`, printed: () => printed };
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  return typeof address === "object" && address !== null ? address.port : 0;
}

async function isListening(port: number): Promise<boolean> {
  const socket = createConnection({ host: "127.0.0.1", port });
  return await new Promise((resolve) => {
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
  }).then((answer) => {
    socket.destroy();
    return answer === true;
  });
}

const talk = (reply: string) => ({
  messages: [
    { role: "assistant", content: "Good evening." },
    { role: "user", content: reply },
  ],
});

/** A comparison that its caller gets without votes, and the vote that comes after. Returns its id. */
async function voteTooLate(url: string): Promise<string> {
  const api = world.connect({ url });
  const { token } = await api.json<{ token: string }>(201, "POST", "/api/v1/annotators/sessions", { guest: true });
  const session = { authorization: `Bearer ${token}` };
  const answer = await api.json<{ comparison_id: string; final: boolean }>(200, "POST", "/api/v1/compare", {
    collection_slug: TEA_HOUSE,
    scenario_slug: TEA_SCENARIO,
    response_a: talk("Good evening! Which tea do you like best?"),
    response_b: talk("What do you want?"),
    latency_budget_ms: 300,
    human: { mode: "require", min_votes: 1, max_votes: 1, ttl_seconds: 120 },
  });
  expect(answer.final).toBe(false);
  const { lease } = await api.json<{ lease: { lease_id: string } }>(
    200,
    "POST",
    "/api/v1/questions/lease",
    { wait_ms: ANNOTATOR_WAIT_MS },
    session,
  );
  await api.json(200, "POST", "/api/v1/votes", { vote_id: randomUUID(), lease_id: lease.lease_id, choice: "left" }, session);
  return answer.comparison_id;
}

const environmentOf = (url: string) => ({ FOLKMOOT_WEBHOOK_URL: url, FOLKMOOT_WEBHOOK_SECRET: SECRET });

describe("the guide's receiver", () => {
  it.skipIf(!HAS_PYTHON)("in Python hears of a vote that came too late", async () => {
    const receiver = await receive("python3", [], "receiver.py", codeOf("python"));
    const server = await world.start({ environment: environmentOf(receiver.url) });
    const comparisonId = await voteTooLate(server.url);
    await waitUntil("the event arrives", () => receiver.printed().includes("\n"));
    expect(receiver.printed()).toMatch(new RegExp(`^${comparisonId} 2 [ab] 0\\.\\d+\n$`));
    const refused = await fetch(receiver.url, { method: "POST", body: "{}" });
    expect(refused.status).toBe(400);
  });

  it("in TypeScript hears of it too, also where it was down at first", async () => {
    const port = await findFreePort();
    const down = await world.start({ environment: environmentOf(`http://127.0.0.1:${port}/`) });
    const comparisonId = await voteTooLate(down.url);
    await waitUntil("the server has failed to send", () => down.stderr().includes("will be sent again"));
    expect(down.stderr()).not.toContain(SECRET);
    await down.kill();
    const receiver = await receive(process.execPath, ["--import", "tsx"], "receiver.ts", codeOf("ts"));
    await world.start({ environment: environmentOf(receiver.url) });
    await waitUntil("the event arrives", () => receiver.printed().includes("\n"));
    expect(receiver.printed()).toMatch(new RegExp(`^${comparisonId} 2 [ab] 0\\.\\d+\n$`));
  });

  it("is not looked for in places to which nothing is sent", async () => {
    const end = await world.serve([], { environment: environmentOf("http://169.254.169.254/latest/meta-data") });
    expect(end.exitCode).not.toBe(0);
    expect(end.stderr).toContain("webhook_url: Nothing is sent to 169.254.169.254.");
  });
});
