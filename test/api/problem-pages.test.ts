import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PROBLEM_CODES, PROBLEMS } from "../../src/http/problem.ts";
import { createTestWorld, type TestWorld } from "./create-test-world.ts";
import { problemOf } from "./problem-of.ts";

const PAGES = new URL("../../docs/problems/", import.meta.url);

describe("GET /docs/problems/{code}", () => {
  let world: TestWorld;
  beforeAll(async () => {
    world = await createTestWorld();
  });
  afterAll(() => world.close());

  it("there is one page per code and no other", () => {
    expect(readdirSync(PAGES).sort()).toEqual(PROBLEM_CODES.map((code) => `${code}.md`).sort());
  });

  it.each([...PROBLEM_CODES])("the page of %s says what happened, why, what to do, and shows an example that is true", (code) => {
    const page = readFileSync(new URL(`${code}.md`, PAGES), "utf8");
    for (const part of [`# \`${code}\``, `Status ${PROBLEMS[code].status}.`, "## Why", "## What to do", "## Example"]) {
      expect(page).toContain(part);
    }
    const example = JSON.parse(/```json\n([\s\S]+?)\n```/.exec(page)?.[1] ?? "null");
    expect(example).toMatchObject({
      type: `/docs/problems/${code}`,
      title: PROBLEMS[code].title,
      status: PROBLEMS[code].status,
      code,
    });
  });

  it("serves the page that a problem's type points to, as text", async () => {
    const problem = await problemOf(await world.app.request("/nowhere"));
    const page = await world.app.request(problem.type);
    expect(page.status).toBe(200);
    expect(page.headers.get("content-type")).toMatch(/^text\/plain/);
    expect(await page.text()).toContain("# `not_found`");
  });

  it.each(["unknown", "constructor", "..%2F..%2Fpackage"])("knows no code %s", async (code) => {
    expect((await problemOf(await world.app.request(`/docs/problems/${code}`))).code).toBe("not_found");
  });
});
