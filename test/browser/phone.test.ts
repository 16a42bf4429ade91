import { expect, it } from "vitest";
import { describeInBrowser } from "./support/use-chromium.ts";
import { useVotingWorld } from "./support/use-voting-world.ts";

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const LONG = "A long answer, of which there is much to read.\n\n".repeat(60);
const PAIR = { a: `Paris, says Alpha. ${LONG}`, b: `Paris, says Beta. ${LONG}` };

describeInBrowser("the voting page on a phone", () => {
  const world = useVotingWorld();

  it("covers nothing with its choices, however many there are", async () => {
    const { page, waitForQuestion, progress } = await world.enter(PHONE);
    await page.getByRole("button", { name: "Settings" }).click();
    await page.getByLabel("Offer").check();
    await page.keyboard.press("Escape");
    const comparison = world.compare(PAIR);
    await waitForQuestion("Paris, says");
    // Playwright taps where the button is seen, and fails where another lies over it.
    await page.getByRole("button", { name: "Show all" }).tap({ timeout: 5_000 });
    await page.getByRole("button", { name: "Report" }).tap({ timeout: 5_000 });
    await page.getByRole("button", { name: "Close" }).tap();
    await page.getByRole("button", { name: "Skip" }).tap({ timeout: 5_000 });
    await page.getByRole("button", { name: "I would rather not" }).tap();
    // It goes to the next who asks, and theirs is the only vote.
    await world.voteElsewhere("tie");
    expect((await comparison).votes).toMatchObject({ a: 0, b: 0, tie: 1, both_bad: 0, count: 1 });
    expect(await progress()).toBe("0 votes today");
  });

  it("offers undo beside the choices, not over them", async () => {
    const { page, waitForQuestion } = await world.enter(PHONE);
    // One vote of two, so that there is something to undo.
    const comparison = world.compare({ ...PAIR, human: { min_votes: 2, max_votes: 2 } });
    await waitForQuestion("Paris, says");
    const choices = await page.getByRole("button", { name: "Equally good" }).boundingBox();
    await page.getByRole("button", { name: "Equally good" }).tap();
    const undo = await page.getByRole("button", { name: "Undo" }).boundingBox();
    expect((undo?.y ?? 0) + (undo?.height ?? 0)).toBeLessThan((choices?.y ?? 0) - 200);
    await world.voteElsewhere("tie");
    expect((await comparison).votes.count).toBe(2);
  });

  it("does not stretch its small buttons where the answers are short", async () => {
    const { page, waitForQuestion } = await world.enter(PHONE);
    const comparison = world.compare({ a: "Paris, says Alpha.", b: "Paris, says Beta." });
    await waitForQuestion("Paris, says");
    const heightOf = (name: string) => page.getByRole("button", { name }).evaluate(({ clientHeight }) => clientHeight);
    expect(await heightOf("Skip")).toBe(await heightOf("Pause"));
    await page.getByRole("button", { name: "Both bad" }).tap();
    await comparison;
  });

  it("changes between the answers from anywhere in them", async () => {
    const { page, right, waitForQuestion } = await world.enter(PHONE);
    const comparison = world.compare(PAIR);
    await waitForQuestion("Paris, says");
    await page.evaluate("scrollTo(0, 1500)");
    const other = page.getByRole("button", { name: "Answer B" });
    expect((await other.boundingBox())?.y ?? -1).toBeGreaterThanOrEqual(0);
    await other.tap();
    expect(await right.isVisible()).toBe(true);
    expect(await page.evaluate("scrollY")).toBe(1500);
    await page.getByRole("button", { name: "Both bad" }).tap();
    await comparison;
  });
});
