import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { CONFIG_KEYS, describeSetting, isFileOnly } from "../../src/config/config.ts";
import { runProgram, type ServerOptions, startProgram, untilListening } from "./support/program.ts";
import { useProgramWorld } from "./support/program-world.ts";
import { teaScenarioFile } from "./support/tea-house.ts";

const world = useProgramWorld();

describe("starting", () => {
  it("says where it listens, once it does, and takes a free port for port 0", async () => {
    const server = await world.start();
    expect(server.stdout()).toMatch(/^listening on http:\/\/127\.0\.0\.1:[1-9]\d*\n$/);
    expect(await world.connect(server).json(200, "GET", "/healthz")).toMatchObject({ status: "ok" });
    expect(await world.connect(server).json(200, "GET", "/readyz")).toMatchObject({ status: "ready" });
  });

  it("tells every flag and every variable with its default", async () => {
    const { exitCode, stdout } = await runProgram(["serve", "--help"]);
    expect(exitCode).toBe(0);
    const words = stdout.replaceAll(/\s+/g, " ");
    for (const { flag, variable, help, initial } of CONFIG_KEYS.filter((key) => !isFileOnly(key)).map(describeSetting)) {
      const shown = initial === null || String(initial) === "" ? "none" : String(initial);
      expect(words).toContain(`${flag} <value> ${help} [${variable}, default ${shown}]`);
    }
    for (const key of CONFIG_KEYS.filter(isFileOnly)) {
      expect(words).toContain(`${key} ${describeSetting(key).help}`);
    }
    expect(words).toContain("--config <file>");
    expect(words).toContain("[FOLKMOOT_CONFIG]");
  });

  it.each([
    ["an unknown flag", ["--prot", "1"], {}, "--prot"],
    ["a word too many", ["quickly"], {}, "argument"],
    ["an unknown variable", [], { FOLKMOOT_PROT: "1" }, "FOLKMOOT_PROT"],
    ["a variable with a bad value", [], { FOLKMOOT_REQUESTS_PER_MINUTE: "0" }, "FOLKMOOT_REQUESTS_PER_MINUTE"],
    ["a folder of scenarios that is not there", ["--scenarios", "nowhere"], {}, "nowhere"],
    ["a database of an unknown kind", ["--database", "mysql:secret"], {}, "mysql:"],
    ["a config file that is not there", ["--config", "nowhere.yaml"], {}, "nowhere.yaml"],
  ])("refuses %s and names it", async (_name, words, environment, named) => {
    const { exitCode, stdout, stderr } = await world.serve(words, { environment });
    expect(exitCode).toBeGreaterThan(0);
    expect(stderr).toContain(named);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(stdout).not.toContain("listening");
  });

  it("takes a flag with a bad value for misuse, as every command does", async () => {
    const stderr = expect.stringContaining("--log-level is");
    expect(await world.serve(["--log-level", "loud"])).toMatchObject({ exitCode: 2, stderr });
  });

  it("refuses an unknown key and a bad value of the config file, both by name", async () => {
    const file = join(world.folder, "folkmoot.yaml");
    writeFileSync(file, "prot: 1\n");
    expect(await world.serve(["--config", file])).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('"prot"') });
    writeFileSync(file, "drain_seconds: soon\n");
    expect(await world.serve([], { environment: { FOLKMOOT_CONFIG: file } })).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining("drain_seconds"),
    });
  });

  it("takes a flag before its variable, that before the config file, that before the default", async () => {
    const file = join(world.folder, "folkmoot.yaml");
    writeFileSync(file, "requests_per_minute: 1111\nbatch_items_max: 7\n");
    const environment = { FOLKMOOT_REQUESTS_PER_MINUTE: "2222" };
    const limitOf = async (name: string, options: Partial<ServerOptions>) => {
      const server = await world.start({ database: join(world.folder, `${name}.db`), ...options });
      return (await world.connect(server).send("GET", "/api/v1/collections")).headers["x-ratelimit-limit"];
    };
    expect(
      await Promise.all([
        limitOf("default", {}),
        limitOf("file", { flags: ["--config", file] }),
        limitOf("variable", { flags: ["--config", file], environment }),
        limitOf("flag", { flags: ["--config", file, "--requests-per-minute", "3333"], environment }),
      ]),
    ).toEqual([String(describeSetting("requests_per_minute").initial), "1111", "2222", "3333"]);
  });

  it("refuses a database that another server uses, and leaves that one alone", async () => {
    const server = await world.start();
    const second = await world.serve([]);
    expect(second).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(/in use by another server/) });
    expect(second.stderr).toContain(world.database);
    expect((await world.connect(server).send("GET", "/readyz")).status).toBe(200);
  });

  it("refuses a port that is taken, and lets go of all that it had opened", async () => {
    const { port } = new URL((await world.start()).url);
    const second = await world.serve(["--port", port, "--database", "sqlite::memory:"]);
    expect(second).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining(`Port ${port} on 127.0.0.1 is in use by another program. --port takes`),
    });
  });

  it("refuses a collection that is not good, with file, line and field", async () => {
    writeFileSync(
      teaScenarioFile(world.scenarios),
      readFileSync(teaScenarioFile(world.scenarios), "utf8").replace('"max_turns": 6', '"max_turns": 0'),
    );
    const { exitCode, stderr } = await world.serve([]);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/evening-guest\.yaml:\d+: public\.max_turns: /);
  });
});

describe("npm start's program", () => {
  it("reads its settings from the environment alone", async () => {
    const environment = {
      FOLKMOOT_PORT: "0",
      FOLKMOOT_DATABASE: `sqlite:${world.database}`,
      FOLKMOOT_SCENARIOS: world.scenarios,
      FOLKMOOT_LOG_LEVEL: "silent",
    };
    const server = world.adopt(await untilListening(startProgram(["serve"], { environment })));
    expect((await world.connect(server).send("GET", "/readyz")).status).toBe(200);
    expect(server.stderr()).toBe("");
  });
});
