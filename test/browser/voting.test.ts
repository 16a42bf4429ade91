import { expect, it } from "vitest";
import { describeInBrowser } from "./support/use-chromium.ts";
import { liveRegionOf, PATIENCE, pressFrenchOne, useVotingWorld } from "./support/use-voting-world.ts";

const PAIR = { a: "Paris is the capital of France, says Alpha.", b: "The capital of France is Paris, says Beta." };

describeInBrowser("the voting page", () => {
  const world = useVotingWorld();

  it("takes a vote by one key, and the waiting comparison answers with it", async () => {
    const { page, voteFor, progress } = await world.enter();
    await page.getByRole("region", { name: "Waiting" }).waitFor();
    const comparison = world.compare(PAIR);
    await voteFor("Alpha");
    expect(await comparison).toMatchObject({ winner: "a", source: { kind: "blend" }, votes: { a: 1, b: 0, count: 1 } });
    await expect.poll(progress, PATIENCE).toBe("1 vote today");
    await expect.poll(() => liveRegionOf(page), PATIENCE).toMatch(/^Saved/);
  });

  it.each([
    ["ArrowDown", "tie"],
    ["b", "both_bad"],
  ] as const)("takes %s for %s", async (key, choice) => {
    const { page, waitForQuestion } = await world.enter();
    const comparison = world.compare(PAIR);
    await waitForQuestion("Alpha");
    await page.keyboard.press(key);
    const { votes } = await comparison;
    expect(votes).toMatchObject({ [choice]: 1, a: 0, b: 0, count: 1 });
  });

  it("brings a vote back within three seconds, and the other choice counts instead", async () => {
    const { page, voteFor, progress } = await world.enter();
    // One vote of five leaves it open, so that a change still tells.
    const comparison = world.compare({ ...PAIR, human: { max_votes: 5, stop_at: 0.999 } });
    await voteFor("Alpha");
    await page.getByRole("button", { name: "Undo" }).waitFor();
    await page.keyboard.press("u");
    await voteFor("Beta");
    const { comparison_id: comparisonId } = await comparison;
    await expect.poll(async () => (await world.look(comparisonId)).votes, PATIENCE).toMatchObject({ a: 0, b: 1, count: 1 });
    expect(await progress()).toBe("1 vote today");
  });

  it("keeps what was begun for the next question while the last one is back, and sends a changed reason", async () => {
    const { page, voteFor, waitForQuestion } = await world.enter();
    const terms = { human: { max_votes: 5, stop_at: 0.999 } };
    const comparisons = ["first", "second"].map((name) =>
      world.compare({ prompt: `The ${name}?`, a: `Alpha of the ${name}.`, b: `Beta of the ${name}.`, ...terms }),
    );
    await waitForQuestion("Alpha of the");
    const voted = await page.locator("main").getAttribute("data-question");
    await voteFor("Alpha of the");
    // What is begun before the next question is there would be begun for the last one.
    await page.locator(`[data-status="open"]:not([data-question="${voted}"])`).waitFor();
    const reason = page.getByLabel("Your reason");
    await page.getByText("Say why").click();
    await reason.fill("Begun");
    await page.getByRole("button", { name: "Undo" }).click();
    await page.locator('[data-status="reopened"]').waitFor();
    expect(await reason.inputValue()).toBe("");
    const revision = page.waitForRequest("**/revise");
    await voteFor("Beta of the");
    expect((await revision).postDataJSON()).toMatchObject({ justification: "" });
    await expect.poll(() => reason.inputValue(), PATIENCE).toBe("Begun");
    await waitForQuestion("Alpha of the");
    await voteFor("Alpha of the");
    await Promise.all(comparisons);
  });

  it("gives a question back, unanswered, with a reason", async () => {
    const { page, progress, waitForQuestion } = await world.enter();
    const comparison = world.compare(PAIR);
    await waitForQuestion("Alpha");
    await page.keyboard.press("s");
    await page.getByRole("dialog").waitFor();
    await pressFrenchOne(page);
    await page.getByRole("region", { name: "Waiting" }).waitFor();
    // It goes to the next who asks, and theirs is the only vote.
    await world.voteElsewhere("tie");
    expect((await comparison).votes).toMatchObject({ a: 0, b: 0, tie: 1, both_bad: 0, count: 1 });
    expect(await progress()).toBe("0 votes today");
  });

  it("gives a question back for a pause, and shows it again after it", async () => {
    const { page, voteFor, waitForQuestion } = await world.enter();
    const comparison = world.compare(PAIR);
    await waitForQuestion("Alpha");
    await page.keyboard.press("p");
    await page.getByText("Alpha").waitFor({ state: "detached" });
    await page.keyboard.press("p");
    await voteFor("Alpha");
    expect((await comparison).votes).toMatchObject({ a: 1, count: 1 });
  });

  it("keeps a question whose time ended while its annotator was elsewhere, with the reason they had begun to write", async () => {
    const { page, waitForQuestion } = await world.enter();
    await page.route("**/heartbeat", (route) =>
      route.fulfill({ status: 409, contentType: "application/problem+json", body: JSON.stringify({ code: "lease_ended" }) }),
    );
    const comparison = world.compare(PAIR);
    await waitForQuestion("Alpha");
    await page.getByText("Say why").click();
    await page.getByLabel("Your reason").fill("Alpha is clearer.");
    await page.evaluate(`document.querySelectorAll("[aria-live]").forEach((region) => { region.dataset.listenedTo = ""; })`);
    await page.evaluate(`document.dispatchEvent(new Event("visibilitychange"))`);
    // In a region that was there before it: what comes with its text already in it is not told by every screen reader.
    await page.locator("[data-listened-to]", { hasText: "This question has gone to others too by now" }).waitFor();
    expect(await page.getByLabel("Your reason").inputValue()).toBe("Alpha is clearer.");
    await page.getByRole("button", { name: "Both bad" }).click();
    expect((await comparison).votes).toMatchObject({ both_bad: 1, count: 1 });
  });

  it("asks before signing out, saying what becomes of it", async () => {
    const { page } = await world.enter();
    await page.getByRole("button", { name: "Settings" }).click();
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByText("A link works once: to come back you need a new one").waitFor();
    await page.getByRole("button", { name: "Stay" }).click();
    await page.getByRole("region", { name: "Waiting" }).waitFor();
    await page.getByRole("button", { name: "Settings" }).click();
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByRole("dialog", { name: "Sign out?" }).getByRole("button", { name: "Sign out" }).click();
    await page.getByRole("button", { name: "Vote as a guest" }).waitFor();
  });

  it("keeps a vote over a lost connection, says so, and sends it once when the server is there again", async () => {
    const { context, page, voteFor } = await world.enter();
    const comparison = world.compare(PAIR);
    await page.getByText("Alpha").waitFor();
    await context.setOffline(true);
    await voteFor("Alpha");
    await page.getByText("1 vote waits on this device").waitFor();
    // Once: a banner that spoke as well would say it a second time.
    const told = await page.locator("[aria-live], [role=status], [role=alert]").allTextContents();
    expect(told.filter((text) => text !== "")).toEqual(["Not saved yet: no connection."]);
    await context.setOffline(false);
    expect(await comparison).toMatchObject({ source: { kind: "blend" }, votes: { a: 1, count: 1 } });
    await expect.poll(() => page.getByText("waits on this device").count(), PATIENCE).toBe(0);
  });

  it("sends a vote again whose acknowledgement was lost, and it counts once", async () => {
    const { page, voteFor, progress } = await world.enter();
    let deliveries = 0;
    await page.route("**/api/v1/votes", async (route) => {
      deliveries += 1;
      if (deliveries === 1) {
        // The server has it; the page never hears.
        await route.fetch();
        await route.abort();
      } else {
        await route.continue();
      }
    });
    const comparison = world.compare(PAIR);
    await voteFor("Alpha");
    expect((await comparison).votes).toMatchObject({ a: 1, count: 1 });
    await expect.poll(() => deliveries, PATIENCE).toBeGreaterThan(1);
    await expect.poll(progress, PATIENCE).toBe("1 vote today");
    expect((await world.look((await comparison).comparison_id)).votes).toMatchObject({ a: 1, count: 1 });
  });

  it("shows the same question after a reload, and sends a vote that the page was closed over", async () => {
    const { page, voteFor, progress } = await world.enter();
    const comparison = world.compare(PAIR);
    await page.getByText("Alpha").waitFor();
    await page.reload();
    await page.getByText("Alpha").waitFor();
    await page.route("**/api/v1/votes", (route) => route.abort());
    await voteFor("Beta");
    await page.getByText("1 vote waits on this device").waitFor();
    await page.unroute("**/api/v1/votes");
    await page.reload();
    expect((await comparison).votes).toMatchObject({ b: 1, count: 1 });
    await expect.poll(progress, PATIENCE).toBe("1 vote today");
  });

  it("goes from vote to vote", async () => {
    const { voteFor, progress } = await world.enter();
    const comparisons = ["first", "second", "third"].map((name) =>
      world.compare({ prompt: `The ${name}?`, a: `Alpha of the ${name}.`, b: `Beta of the ${name}.` }),
    );
    for (let votes = 1; votes <= comparisons.length; votes += 1) {
      await voteFor("Alpha of the");
      await expect.poll(progress, PATIENCE).toBe(`${votes} ${votes === 1 ? "vote" : "votes"} today`);
    }
    expect((await Promise.all(comparisons)).map(({ votes }) => votes.a)).toEqual([1, 1, 1]);
  });

  it("takes a double click for one vote", async () => {
    const { page, progress, waitForQuestion } = await world.enter();
    const comparisons = ["first", "second"].map((name) => world.compare({ ...PAIR, prompt: `The ${name}?` }));
    await waitForQuestion("Alpha");
    const choice = page.getByRole("button", { name: "Both bad" });
    // The second half hits the next question in the moment it comes up.
    await page.evaluate(`(() => {
      const first = document.querySelector("main").dataset.question;
      const observer = new MutationObserver(() => {
        const { question, status } = document.querySelector("main").dataset;
        if (status === "open" && question !== first) {
          observer.disconnect();
          document.querySelector("[data-choice=both_bad]").click();
          document.body.dataset.clicked = "twice";
        }
      });
      observer.observe(document.body, { subtree: true, childList: true, attributes: true });
    })()`);
    await choice.click();
    await page.locator("body[data-clicked=twice]").waitFor(PATIENCE);
    await page.waitForTimeout(600);
    expect(await progress()).toBe("1 vote today");
    expect(await page.locator("main").getAttribute("data-status")).toBe("open");
    await choice.click();
    await expect.poll(progress, PATIENCE).toBe("2 votes today");
    await Promise.all(comparisons);
  });

  it("lays a question before no more annotators than it needs", async () => {
    const annotators = [await world.enter(), await world.enter()];
    const comparison = world.compare(PAIR);
    const showing = () => Promise.all(annotators.map(({ page }) => page.getByText("Alpha").count()));
    await expect.poll(showing, PATIENCE).toContain(1);
    // Nor does one who asks now get it.
    const { token } = await world.client.json<{ token: string }>(201, "POST", "/api/v1/annotators/sessions", { guest: true });
    const asked = { authorization: `Bearer ${token}` };
    expect(await world.client.json(200, "POST", "/api/v1/questions/lease", {}, asked)).toMatchObject({ question: null });
    expect(await showing()).toEqual(expect.arrayContaining([0, 1]));
    await annotators[(await showing()).indexOf(1)]?.voteFor("Alpha");
    expect((await comparison).votes.count).toBe(1);
  });
});
