import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { sglangShape } from "../doubles/upstreams/sglang-upstream.ts";
import { type RunningUpstream, startUpstream } from "../doubles/upstreams/start-upstream.ts";
import { vllmShape } from "../doubles/upstreams/vllm-upstream.ts";
import { runProgram } from "./support/program.ts";
import { useProgramWorld } from "./support/program-world.ts";

const world = useProgramWorld();
const upstreams: RunningUpstream[] = [];
afterEach(async () => {
  await Promise.all(upstreams.splice(0).map((upstream) => upstream.close()));
});

async function start(shape: Parameters<typeof startUpstream>[0]): Promise<string> {
  const upstream = await startUpstream(shape);
  upstreams.push(upstream);
  return upstream.url.href;
}

/** Writes a config file with these sources. JSON is YAML. */
function configure(sources: object, rest: object = {}): string {
  const path = join(world.folder, "folkmoot.yaml");
  writeFileSync(path, JSON.stringify({ fallback: { sources, ...rest } }));
  return path;
}

const check = (config: string, environment: Readonly<Record<string, string>> = {}) =>
  runProgram(["models", "check", "--config", config], { environment });

describe("models check", () => {
  it("shows that a source tells a good answer from a bad one, with the key that its variable holds", async () => {
    const url = await start(vllmShape());
    const config = configure({ skywork: { adapter: "vllm_classify", url, model: "rm", api_key_env: "RM_KEY" } });
    const checked = await check(config, { RM_KEY: "rm-s3cret" });
    expect(checked.exitCode, checked.stderr).toBe(0);
    expect(checked.stdout).toMatch(/^skywork +vllm_classify +-?\d[\d.]* +-?\d[\d.]* +\d+ +ok$/m);
    expect(upstreams[0]?.requests.every(({ headers }) => headers.authorization === "Bearer rm-s3cret")).toBe(true);
    expect(checked.stdout + checked.stderr).not.toContain("s3cret");
  });

  it("explains a source whose score never changes, and ends with 1", async () => {
    const url = await start(vllmShape({ score: () => 1 }));
    const checked = await check(configure({ flat: { adapter: "vllm_classify", url } }));
    expect(checked.exitCode).toBe(1);
    expect(checked.stdout).toMatch(/^flat +vllm_classify .* refused$/m);
    expect(checked.stdout).toMatch(/^flat: A good and a bad answer both got 1\.000/m);
  });

  it("explains a source that is another kind of server, and one that is not there", async () => {
    const url = await start(sglangShape());
    const checked = await check(
      configure({ wrong: { adapter: "tei_predict", url }, gone: { adapter: "vllm_classify", url: "http://127.0.0.1:9" } }),
    );
    expect(checked.exitCode).toBe(1);
    expect(checked.stdout).toMatch(/^wrong: .*is the adapter the right one/m);
    expect(checked.stdout).toMatch(/^gone: No connection/m);
    expect(checked.stdout).toContain("2 sources checked, 2 not usable");
  });

  it("asks no judge for more than a verdict on each test, and needs no server of its own", async () => {
    const checked = await check(configure({}));
    expect(checked).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("No sources.") });
  });
});

describe("a server with sources", () => {
  const SKYWORK = { adapter: "vllm_classify", url: "http://127.0.0.1:9" };

  it.each([
    [
      "a secret that is not there",
      { skywork: { ...SKYWORK, api_key_env: "RM_KEY" } },
      "fallback.sources.skywork.api_key_env: the environment variable RM_KEY is not set",
    ],
    [
      "a secret file that is not there",
      { skywork: { ...SKYWORK, api_key_file: "/run/none" } },
      "the file /run/none cannot be read (ENOENT)",
    ],
    ["a key in the file", { skywork: { ...SKYWORK, api_key: "sk-s3cret" } }, "api_key_env"],
    ["a metadata address", { skywork: { ...SKYWORK, url: "http://169.254.169.254/" } }, "to which nothing is sent"],
    [
      "a setting that its interface does not know",
      {
        mine: {
          adapter: "generic_http",
          url: SKYWORK.url,
          path: "/s",
          body: { q: "{{text}}" },
          score_pointer: "/s",
          activation: "softmax",
          pick: { label: "good" },
        },
      },
      "fallback.sources.mine: ",
    ],
  ])("is not started with %s, and says why without showing secrets", async (_what, sources, named) => {
    const refused = await world.serve(["--config", configure(sources)]);
    expect(refused.exitCode).toBe(2);
    expect(refused.stderr).toContain(named);
    expect(refused.stdout + refused.stderr).not.toContain("s3cret");
  });
});
