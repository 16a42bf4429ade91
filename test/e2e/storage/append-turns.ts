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
    tell(`${episodeId} ${turn}`);
  }
}

/** Straight to the pipe, so that what was acknowledged is known however the process ends. A pipe that is full is waited for. */
function tell(line: string): void {
  for (;;) {
    try {
      writeSync(1, `${line}\n`);
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN") {
        throw error;
      }
    }
  }
}

await Promise.all(Array.from({ length: Number(episodeCount) }, (_, index) => play(`${run}-${index}`)));
const { commits, operations } = await storage.measure();
tell(`done ${commits} ${operations}`);
await storage.close();
