import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { describeInBrowser } from "./support/use-chromium.ts";
import { PATIENCE, useVotingWorld } from "./support/use-voting-world.ts";

const LONG = "A long answer, of which there is much to read.\n\n".repeat(60);
const PAIR = { a: `Paris, says Alpha. ${LONG}`, b: `Paris, says Beta. ${LONG}` };
const DIMENSIONS = ["D1_Accuracy", "D2_Helpfulness", "D3_Harmlessness", "D4_InstructionFollowing", "D5_Clarity"];
/** More than there are to be reached by Tab. */
const TABS = 50;

/** How much of the window shows the left answer, with nothing over it, once the page has been scrolled to it. */
async function shareOfAnswer(page: Page): Promise<number> {
  return (await page.evaluate(`(() => {
    const answer = document.querySelector(".answer-body");
    scrollTo(0, 0);
    const { top, left } = answer.getBoundingClientRect();
    scrollTo(0, Math.max(0, top - innerHeight / 4));
    const heights = Array.from({ length: innerHeight }, (_, y) => y);
    return heights.filter((y) => document.elementFromPoint(left + 20, y)?.closest(".answer-body")).length / innerHeight;
  })()`)) as number;
}

/** What has the focus and cannot be seen, going through the page by Tab. */
async function findObscured(page: Page): Promise<readonly string[]> {
  await page.evaluate("document.querySelector('main').focus(); scrollTo(0, 0);");
  const obscured = new Set<string>();
  for (let tab = 0; tab < TABS; tab += 1) {
    await page.keyboard.press("Tab");
    const hidden = (await page.evaluate(`(() => {
      const element = document.activeElement;
      const { left, top, width, height } = element.getBoundingClientRect();
      const shares = [0.1, 0.5, 0.9];
      const isSeen = shares.some((across) =>
        shares.some((down) => element.contains(document.elementFromPoint(left + across * width, top + down * height))));
      return isSeen || element === document.body ? null : element.getAttribute("aria-label") ?? element.textContent;
    })()`)) as string | null;
    if (hidden !== null) {
      obscured.add(hidden);
    }
  }
  return [...obscured];
}

describeInBrowser("a pair in a small window", () => {
  const world = useVotingWorld();

  it.each([
    ["a small laptop", 1366, 625, 0.18],
    ["it, magnified by half", 911, 417, 0.5],
    ["it, at 200 %", 683, 312, 0.5],
    ["it, at 400 %", 341, 156, 0.5],
    ["a phone", 390, 720, 0.5],
    ["a phone on its side", 740, 320, 0.5],
    ["a tablet on its side", 1180, 750, 0.2],
  ])(
    "on %s leaves the answers in sight and covers nothing that has the focus, with all unfolded",
    async (_name, width, height, share) => {
      const { page, waitForQuestion } = await world.enter({ viewport: { width, height } });
      const comparison = world.compare({ ...PAIR, human: { dimensions: DIMENSIONS } });
      await waitForQuestion("Paris, says");
      await page.getByText("By quality (optional)").click();
      await page.getByText("Say why (optional)").click();
      expect(await shareOfAnswer(page)).toBeGreaterThan(share);
      expect(await findObscured(page)).toEqual([]);
      await page.locator("main").focus();
      await page.keyboard.press("b");
      await comparison;
    },
  );

  it("can be read to the end by the keys that scroll a page", async () => {
    const { page, waitForQuestion } = await world.enter({ viewport: { width: 1366, height: 625 } });
    const comparison = world.compare({ ...PAIR, prompt: LONG, a: `${PAIR.a}\n\nThe end.`, b: `${PAIR.b}\n\nThe end.` });
    await waitForQuestion("Paris, says");
    for (let key = 0; key < 40; key += 1) {
      await page.keyboard.press("PageDown");
    }
    const isSeen = await page.evaluate(`[...document.querySelectorAll(".answer-body p[dir]")]
      .filter(({ textContent }) => textContent === "The end.")
      .every((end) => {
        const { left, bottom } = end.getBoundingClientRect();
        return end.contains(document.elementFromPoint(left + 5, bottom - 5));
      })`);
    expect(isSeen).toBe(true);
    await page.keyboard.press("b");
    await comparison;
  });
});

describeInBrowser("colours that the system sets", () => {
  const world = useVotingWorld();

  it("tell what is pressed", async () => {
    const { page, waitForQuestion } = await world.enter({ forcedColors: "active" });
    const comparison = world.compare({ ...PAIR, human: { dimensions: DIMENSIONS } });
    await waitForQuestion("Paris, says");
    await page.getByText("By quality (optional)").click();
    await page.getByRole("group", { name: "Clarity" }).getByRole("button", { name: "same" }).click();
    const colours = (await page.evaluate(
      `[...document.querySelectorAll(".dimension button")].map((button) => getComputedStyle(button).backgroundColor)`,
    )) as readonly string[];
    expect(new Set(colours).size).toBe(2);
    const colourOf = (pressed: string) => page.evaluate(`getComputedStyle(document.querySelector('${pressed}')).backgroundColor`);
    const colour = await colourOf('.dimension [aria-pressed="true"]');
    await page.locator("main").focus();
    await page.keyboard.press("ArrowLeft");
    await page.getByRole("button", { name: "Undo" }).waitFor(PATIENCE);
    await page.keyboard.press("u");
    await page.locator('main[data-status="reopened"]').waitFor(PATIENCE);
    expect(await colourOf('.choice[aria-pressed="true"]')).toBe(colour);
    await comparison;
  });
});
