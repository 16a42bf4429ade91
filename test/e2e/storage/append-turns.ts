import { writeSync } from "node:fs";
import { openStorage } from "../../../src/storage/open-storage.ts";
import { episodeOf, turnOf } from "../../conformance/storage/records.ts";

// Plays turns on several episodes at once and prints each one that was acknowledged: <episode> <turn>.
// Arguments: database file, name of this run, episodes, turns for each.
const [file = "", run = "", episodeCount = "", turnCount = ""] = process.argv.slice(2);
const storage = await openStorage(`sqlite:${file}`, { exclusive: true });

async function play(episodeId: string): Promise<void> {
  await storage.episodes.insertEpisode(episodeOf({ episodeId }), []);
  for (let turn = 1; turn <= Number(turnCount); turn++) {
    const result = await storage.episodes.appendTurn("acme", turnOf({ episodeId, turn, answer: `${episodeId} ${turn}` }), null);
    if (result !== "appended") {
      throw new Error(`Turn ${turn} of ${episodeId}: ${result}.`);
    }
    // Straight to the pipe, so that what was acknowledged is known however the process ends.
    writeSync(1, `${episodeId} ${turn}\n`);
  }
}

await Promise.all(Array.from({ length: Number(episodeCount) }, (_, index) => play(`${run}-${index}`)));
const { commits, operations } = await storage.measure();
writeSync(1, `done ${commits} ${operations}\n`);
await storage.close();
