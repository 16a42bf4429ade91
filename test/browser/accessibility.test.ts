import axe from "axe-core";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { KITCHEN_SINK } from "./support/kitchen-sink.ts";
import { describeInBrowser } from "./support/use-chromium.ts";
import { PATIENCE, useVotingWorld } from "./support/use-voting-world.ts";

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

interface Finding {
  readonly id: string;
  readonly impact: string | null;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

/** What axe-core finds on the page as it is, by the rules of WCAG 2.2 AA and its own best practices, where it is serious or worse. */
async function findSerious(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const { violations } = (await page.evaluate("axe.run({ resultTypes: ['violations'] })")) as { violations: readonly Finding[] };
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`));
}

describeInBrowser("the voting page, for everybody", () => {
  const world = useVotingWorld();

  it.each([
    ["in light colours", { colorScheme: "light" }],
    ["in dark colours", { colorScheme: "dark" }],
    ["on a phone", { colorScheme: "light", ...PHONE }],
    ["on a phone, in dark colours", { colorScheme: "dark", ...PHONE }],
  ] as const)("has no serious finding %s", async (_name, options) => {
    const visitor = await world.chromium.open(options);
    await visitor.page.goto(`${world.server.url}/vote`);
    await visitor.page.getByRole("button", { name: "Vote as a guest" }).waitFor();
    expect(await findSerious(visitor.page)).toEqual([]);

    const { page } = await world.enter(options);
    await page.getByRole("region", { name: "Waiting" }).waitFor();
    expect(await findSerious(page)).toEqual([]);

    const comparison = world.compare({ ...KITCHEN_SINK, budgetMs: 60_000 });
    await page.locator(".katex").first().waitFor();
    await expect.poll(() => page.locator('.safe-content[aria-busy="true"]').count(), PATIENCE).toBe(0);
    expect(await findSerious(page)).toEqual([]);

    // Which axe does not look at: a hint in a field.
    await page.getByText("Say why (optional)").click();
    expect(await page.evaluate(`getComputedStyle(document.querySelector("textarea"), "::placeholder").color`)).toBe(
      await page.evaluate(`getComputedStyle(document.querySelector(".role")).color`),
    );
    await page.locator("main").focus();
    await page.keyboard.press("?");
    await page.getByRole("dialog").waitFor();
    expect(await findSerious(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.keyboard.press("s");
    await page.getByRole("dialog").waitFor();
    expect(await findSerious(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.keyboard.press("0");
    expect((await comparison).votes.tie).toBe(1);
  });

  it("gives the focus back to where it was when a dialog is closed", async () => {
    const { page, waitForQuestion } = await world.enter();
    const comparison = world.compare(KITCHEN_SINK);
    await waitForQuestion("Which of the two answers");
    const hasFocus = () =>
      page.evaluate("document.activeElement.tagName + ': ' + document.activeElement.textContent.slice(0, 8)");
    const before = await hasFocus();
    expect(before).toMatch(/^MAIN/);
    await page.keyboard.press("?");
    await page.getByRole("dialog").waitFor(PATIENCE);
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    expect(await hasFocus()).toBe(before);
    await page.getByRole("button", { name: "Settings" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").getByRole("button", { name: "Close" }).click();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    expect(await hasFocus()).toBe("BUTTON: Settings");
    await page.keyboard.press("b");
    expect((await comparison).votes.count).toBe(1);
  });

  it("leaves the focus to the page's main part when what had it is gone, from the first button on", async () => {
    const { context, page, waitForQuestion } = await world.enter();
    const hasFocus = (where = page) => where.evaluate("document.activeElement.className");
    await expect.poll(hasFocus, PATIENCE).toBe("idle");
    const other = await context.newPage();
    await other.goto(page.url());
    await other.getByRole("button", { name: "Go on here" }).click();
    await expect.poll(() => hasFocus(other), PATIENCE).toBe("idle");
    await other.close();
    const comparison = world.compare(KITCHEN_SINK);
    await waitForQuestion("Which of the two answers");
    await page.getByRole("button", { name: "Equally good" }).press("Enter");
    await page.getByRole("region", { name: "Waiting" }).waitFor(PATIENCE);
    expect(await hasFocus()).toBe("idle");
    await page.getByRole("button", { name: "Undo" }).focus();
    await page.getByRole("button", { name: "Undo" }).waitFor({ state: "detached" });
    await expect.poll(hasFocus, PATIENCE).toBe("idle");
    await comparison;
  });

  it("fits a phone without scrolling sideways", async () => {
    const { page, waitForQuestion } = await world.enter(PHONE);
    const comparison = world.compare(KITCHEN_SINK);
    await waitForQuestion("Which of the two answers");
    expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
    await page.keyboard.press("b");
    expect((await comparison).votes.count).toBe(1);
  });
});
