import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { openLineFile } from "../pairs/open-line-file.ts";
import type { PreferencePair } from "../pairs/preference-pair.ts";
import { ROW_BYTES_MAX, readPairLine } from "../pairs/read-pair-line.ts";

export interface PairSource {
  readonly name: string;
  readonly pairs: readonly PreferencePair[];
}

const ROW_FORM = 'A row is {"prompt": …, "chosen": …, "rejected": …}.';

const llmbarSchema = z.array(
  z.object({ input: z.string(), output_1: z.string(), output_2: z.string(), label: z.union([z.literal(1), z.literal(2)]) }),
);

/** Where the demo's pairs come from, first that is there: the given file, the LLMBar pairs beside the project, the few that ship with it. Rejects on a file that cannot be read or holds no row, and on a bad row, naming its line. */
export async function findDemoPairs(
  input: string | undefined,
  llmbarFolder: string,
  shippedFile: string,
  pairsMax: number,
): Promise<PairSource> {
  if (input !== undefined) {
    // One row more tells whether there are more.
    const pairs = await readPairs(input, pairsMax + 1);
    return { name: pairs.length > pairsMax ? `the first of ${input}` : input, pairs: pairs.slice(0, pairsMax) };
  }
  if (existsSync(llmbarFolder)) {
    return { name: `LLMBar (objective gold labels) in ${llmbarFolder}`, pairs: readLlmbar(llmbarFolder, pairsMax) };
  }
  return { name: "the pairs that ship with Folkmoot", pairs: await readPairs(shippedFile, pairsMax) };
}

async function readPairs(file: string, pairsMax: number): Promise<readonly PreferencePair[]> {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found === undefined || found.isDirectory()) {
    throw new Error(`There is no file ${file}${found ? ", but a folder" : ""}.`);
  }
  const pairs: PreferencePair[] = [];
  for await (const line of openLineFile(file, ROW_BYTES_MAX).lines()) {
    const read = readPairLine(line);
    if (read !== "blank" && "fault" in read) {
      throw new Error(`${file}:${line.number}: ${read.fault}. ${ROW_FORM}`);
    }
    if (read !== "blank") {
      pairs.push(read);
    }
    if (pairs.length === pairsMax) {
      break;
    }
  }
  if (pairs.length === 0) {
    throw new Error(`${file} holds no preference row. ${ROW_FORM}`);
  }
  return pairs;
}

/** An even sample over the subsets, in the files' order. */
function readLlmbar(folder: string, pairsMax: number): readonly PreferencePair[] {
  const subsets = readdirSync(folder)
    .filter((name) => name.endsWith(".dataset.json"))
    .sort()
    .map((name) => llmbarSchema.parse(JSON.parse(readFileSync(join(folder, name), "utf8"))));
  return subsets
    .flatMap((rows) =>
      rows.slice(0, Math.ceil(pairsMax / subsets.length)).map((row) => ({
        prompt: row.input,
        chosen: row.label === 1 ? row.output_1 : row.output_2,
        rejected: row.label === 1 ? row.output_2 : row.output_1,
      })),
    )
    .slice(0, pairsMax);
}
