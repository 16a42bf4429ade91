import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { runProgram } from "./support/program.ts";
import { useProgramWorld } from "./support/program-world.ts";

const world = useProgramWorld();

const invite = (words: readonly string[]) =>
  runProgram(["annotators", "invite", "--database", `sqlite:${world.database}`, ...words]);

describe("annotators invite", () => {
  it("prints links that each sign one annotator in at the running server", async () => {
    const server = await world.start();
    const made = await invite(["--count", "2", "--audience", "clinicians", "--expires", "30m", "--url", server.url]);
    expect(made.exitCode, made.stderr).toBe(0);
    expect(made.stderr).toContain("2 links for clinicians");
    const links = made.stdout.trim().split("\n");
    expect(links).toHaveLength(2);
    for (const link of links) {
      const [page, token] = link.split("#invite=");
      expect(page).toBe(`${server.url}/vote`);
      const signIn = () => world.connect(server).send("POST", "/api/v1/annotators/sessions", { invite_token: token });
      const [first, second] = [await signIn(), await signIn()];
      expect([first.status, second.status]).toEqual([201, 401]);
      expect(JSON.parse(first.text)).toMatchObject({ audience: "clinicians" });
    }
  });

  it("needs no running server, and takes the address from its settings", async () => {
    const made = await invite([]);
    expect(made.stdout).toMatch(/^http:\/\/127\.0\.0\.1:8080\/vote#invite=fmi_[0-9A-Za-z]+\n$/);
  });

  it("names the database, and warns where there was none: a link in it is one that no running server knows", async () => {
    const isNew = await invite([]);
    expect(isNew.stderr).toContain(`Database: sqlite:${world.database}.`);
    expect(isNew.stderr).toContain("has just been made");
    const isThere = await invite([]);
    expect(isThere.stderr).toContain(`Database: sqlite:${world.database}.`);
    expect(isThere.stderr).not.toContain("has just been made");
  });

  it("leaves no database behind where the server's address is not known", async () => {
    const words = ["annotators", "invite", "--database", `sqlite:${world.database}`];
    const refused = await runProgram(words, { environment: { FOLKMOOT_PORT: "0" } });
    expect(refused).toMatchObject({ exitCode: 2, stdout: "", stderr: expect.stringMatching(/^The server picks.*--url\.\n$/) });
    expect(existsSync(world.database)).toBe(false);
  });

  it.each([
    ["--count", "0", "whole number from 1 to 1000"],
    ["--count", "0x10", "whole number from 1 to 1000"],
    ["--expires", "soon", "duration from 1m to 365d"],
    ["--audience", "a b", "letters, digits, dots"],
    ["--url", "vote.example.org", "an origin such as"],
  ])("says what is wrong with %s %s, and makes none", async (flag, value, rule) => {
    const refused = await invite([flag, value]);
    expect(refused).toMatchObject({ exitCode: 2, stdout: "", stderr: expect.stringContaining(rule) });
    expect(refused.stderr).toContain(flag);
  });
});

describe("annotators list", () => {
  const list = (words: readonly string[]) =>
    runProgram(["annotators", "list", "--database", `sqlite:${world.database}`, ...words]);

  it("reads beside a running server", async () => {
    await world.start();
    expect(await list(["--last", "7d"])).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("Nobody of tenant") });
    expect(await list(["--json"])).toMatchObject({ exitCode: 0, stdout: "[]\n" });
  });

  it("makes no database where there is none, and says what is wrong with a time", async () => {
    expect(await list([])).toMatchObject({ exitCode: 1, stdout: "", stderr: expect.stringContaining(world.database) });
    expect(await list(["--last", "soon"])).toMatchObject({
      exitCode: 2,
      stderr: expect.stringMatching(/--last .*'soon'.*must be a duration from 1m to 365d/),
    });
  });
});
