import { expect, it } from "vitest";
import { describeInBrowser } from "./support/use-chromium.ts";
import { useVotingWorld } from "./support/use-voting-world.ts";

describeInBrowser("a pair whose qualities are judged one by one", () => {
  const world = useVotingWorld();
  const human = { mode: "require", min_votes: 1, max_votes: 1, dimensions: ["D1_Accuracy", "D5_Clarity"] } as const;

  it("takes what is said of each with the vote, and keeps the qualities unfolded for the next question", async () => {
    const { page, waitForQuestion } = await world.enter();
    const first = world.compare({ a: "Paris, says Alpha.", b: "Lyon.", human });
    await waitForQuestion("Alpha");
    expect(await page.getByRole("group", { name: "Clarity" }).isVisible()).toBe(false);
    await page.getByText("By quality (optional)").click();
    await page.getByRole("group", { name: "Clarity" }).getByRole("button", { name: "same" }).click();
    await page.keyboard.press("ArrowLeft");
    expect(await first).toMatchObject({ votes: { count: 1, dimensions: { D5_Clarity: { a: 0, b: 0, tie: 1 } } } });
    const second = world.compare({ a: "Paris, says Beta.", b: "Nice.", human });
    await waitForQuestion("Beta");
    expect(await page.getByRole("group", { name: "Accuracy" }).isVisible()).toBe(true);
    await page.keyboard.press("ArrowLeft");
    expect(((await second) as { votes: object }).votes).not.toHaveProperty("dimensions");
  });
});
