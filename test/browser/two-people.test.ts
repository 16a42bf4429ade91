import { expect, it } from "vitest";
import { describeInBrowser } from "./support/use-chromium.ts";
import { PATIENCE, useVotingWorld } from "./support/use-voting-world.ts";

const PAIR = { a: "Paris, says Alpha.", b: "Paris, says Beta." };

describeInBrowser("a browser in which somebody else signs in", () => {
  const world = useVotingWorld();

  it("never counts a vote of the first for the second, and says whose it is now", async () => {
    const { context, page, voteFor, progress, waitForQuestion } = await world.enter();
    const comparison = world.compare({ ...PAIR, human: { max_votes: 5, stop_at: 0.999 } });
    await waitForQuestion("Alpha");
    const first = await context.request.get(`${world.server.url}/api/v1/annotators/me`);
    const { invites } = await world.client.json<{ invites: readonly { url: string }[] }>(
      201,
      "POST",
      "/api/v1/annotators/invites",
      {},
    );
    const other = await context.newPage();
    await other.goto(invites[0]?.url ?? "");
    await other.getByRole("button", { name: "Go on here" }).waitFor(PATIENCE);
    await page.bringToFront();
    await voteFor("Alpha");
    await page.getByRole("heading", { name: "Somebody else has signed in" }).waitFor(PATIENCE);
    await page.getByText("1 vote has not reached the server yet, and will not: they are lost.").waitFor(PATIENCE);
    // The other window goes on, as the one who has just signed in.
    await other.getByTestId("progress").waitFor(PATIENCE);
    const second = await context.request.get(`${world.server.url}/api/v1/annotators/me`);
    const [before, after] = [(await first.json()) as Me, (await second.json()) as Me];
    expect(after).toMatchObject({ votes_today: 0 });
    expect(after.annotator_id).not.toBe(before.annotator_id);
    await other.close();
    await page.getByRole("button", { name: "Go on as who signed in last" }).click();
    await voteFor("Alpha");
    await expect.poll(progress, PATIENCE).toBe("1 vote today");
    const { comparison_id: comparisonId } = await comparison;
    expect((await world.look(comparisonId)).votes).toMatchObject({ a: 1, count: 1 });
  });
});

interface Me {
  readonly annotator_id: string;
  readonly votes_today: number;
}
