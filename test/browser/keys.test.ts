import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { describeInBrowser } from "./support/use-chromium.ts";
import { PATIENCE, useVotingWorld } from "./support/use-voting-world.ts";

const PAIR = { a: "Paris, says Alpha.", b: "Paris, says Beta." };

/** Sets a key on the sheet of keys. */
async function setKey(page: Page, title: string, key: string): Promise<void> {
  await page.getByRole("button", { name: "Keys" }).click();
  await page.getByRole("button", { name: `Change the key: ${title}` }).click();
  await page.keyboard.press(key);
  await page.getByRole("button", { name: "Close" }).click();
}

describeInBrowser("keys on the voting page", () => {
  const world = useVotingWorld();

  it("vote on no question that was not on the screen yet when they were pressed", async () => {
    const { context, page, progress, waitForQuestion } = await world.enter();
    const keyboard = await context.newCDPSession(page);
    const comparisons = ["first", "second"].map((name) => world.compare({ ...PAIR, prompt: `The ${name}?` }));
    await waitForQuestion("Paris, says");
    // The page stands still from the moment the question comes up, as an old machine may over a long one, and until the key has been pressed.
    await page.evaluate(`new MutationObserver((_changes, observer) => {
      const { question, status } = document.querySelector("main").dataset;
      if (status === "open" && question !== "${await page.locator("main").getAttribute("data-question")}") {
        observer.disconnect();
        console.log("stands still");
        const until = performance.now() + 15_000;
        while (performance.now() < until && !navigator.scheduling.isInputPending());
        console.log("goes on after " + (performance.now() < until ? "the key" : "no key"));
      }
    }).observe(document.body, { subtree: true, childList: true, attributes: true })`);
    const isStill = page.waitForEvent("console", (message) => message.text() === "stands still");
    await page.keyboard.press("b");
    await isStill;
    // For longer than keys are passed over after a question has come up.
    await page.waitForTimeout(800);
    const goesOn = page.waitForEvent("console", (message) => message.text().startsWith("goes on"));
    const pressed = { type: "keyDown", key: "b", code: "KeyB", windowsVirtualKeyCode: 66 } as const;
    await keyboard.send("Input.dispatchKeyEvent", pressed);
    expect((await goesOn).text()).toBe("goes on after the key");
    await waitForQuestion("Paris, says");
    expect(await page.locator("main").getAttribute("data-status")).toBe("open");
    expect(await progress()).toBe("1 vote today");
    await page.keyboard.press("b");
    await expect.poll(progress, PATIENCE).toBe("2 votes today");
    await Promise.all(comparisons);
  });

  it("press what has the focus, where Enter or the space bar have been set to vote", async () => {
    const { page, progress, waitForQuestion } = await world.enter();
    await setKey(page, "They are equally good", "Space");
    await setKey(page, "A is better", "Enter");
    const comparison = world.compare(PAIR);
    await waitForQuestion("Paris, says");
    const showAll = page.getByRole("button", { name: "Show all" });
    await showAll.focus();
    await page.keyboard.press("Enter");
    expect(await showAll.getAttribute("aria-pressed")).toBe("true");
    await page.keyboard.press("Space");
    expect(await showAll.getAttribute("aria-pressed")).toBe("false");
    expect(await progress()).toBe("0 votes today");
    await page.locator("main").focus();
    await page.keyboard.press("Space");
    expect((await comparison).votes).toMatchObject({ tie: 1, count: 1 });
  });

  it("rate, and do nothing else, whatever a digit has been set to", async () => {
    const { page, waitForQuestion } = await world.enter();
    await setKey(page, "Pause or go on", "3");
    const evaluation = world.client.json<{ votes: { count: number } }>(200, "POST", "/api/v1/evaluate", {
      collection_slug: "preference",
      scenario_slug: "general",
      messages: [
        { role: "user", content: "What is the capital of France?" },
        { role: "assistant", content: "Paris." },
      ],
      latency_budget_ms: 20_000,
      human: { mode: "require", min_votes: 1, max_votes: 1 },
    });
    await waitForQuestion("Paris.");
    for (let row = await page.locator(".rating").count(); row > 0; row -= 1) {
      await page.keyboard.press("3");
    }
    await page.keyboard.press("Enter");
    expect((await evaluation).votes.count).toBe(1);
  });

  it("tell what they are set to, and which action has none for it", async () => {
    const { page } = await world.enter();
    await page.getByRole("button", { name: "Keys" }).click();
    const told = page.getByRole("dialog").getByRole("status");
    await page.getByRole("button", { name: "Change the key: A is better", exact: true }).click();
    await expect.poll(() => told.textContent(), PATIENCE).toBe("The next key is for: A is better. Escape leaves it as it was.");
    await page.keyboard.press("b");
    await expect.poll(() => told.textContent(), PATIENCE).toBe("A is better: B. Without a key now: Both are bad.");
  });

  it("are not set by a key that is held", async () => {
    const { page } = await world.enter();
    await page.getByRole("button", { name: "Keys" }).click();
    const change = page.getByRole("button", { name: "Change the key: A is better" });
    await change.focus();
    await page.keyboard.down("Enter");
    await page.getByText("press a key").waitFor(PATIENCE);
    await page.keyboard.down("Enter");
    await page.keyboard.up("Enter");
    expect(await page.getByText("press a key").count()).toBe(1);
    await page.keyboard.press("a");
    expect(await page.getByRole("row", { name: "A is better" }).first().textContent()).toContain("A is betterA");
  });
});
