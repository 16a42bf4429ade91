import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

/** A preference pair: two answers to one request, the first of them preferred. */
export interface PreferencePair {
  readonly prompt: string;
  readonly chosen: string;
  readonly rejected: string;
}

export interface PairSource {
  readonly name: string;
  readonly pairs: readonly PreferencePair[];
}

const messagesSchema = z.array(z.object({ role: z.string(), content: z.string() })).min(1);
const textSchema = z.union([z.string(), messagesSchema]);
/** A row of a TRL preference data set, with the prompt given or as the common beginning of both answers. */
const rowSchema = z.object({ prompt: textSchema.optional(), chosen: textSchema, rejected: textSchema });
const llmbarSchema = z.array(
  z.object({ input: z.string(), output_1: z.string(), output_2: z.string(), label: z.union([z.literal(1), z.literal(2)]) }),
);

/** Where the demo's pairs come from, first that is there: the given file, the LLMBar pairs beside the project, the few that ship with it. Throws on a bad row, naming its line. */
export function readPairs(input: string | undefined, llmbarFolder: string, shippedFile: string, pairsMax: number): PairSource {
  if (input !== undefined) {
    return { name: input, pairs: readPreferenceRows(input).slice(0, pairsMax) };
  }
  if (existsSync(llmbarFolder)) {
    return { name: "LLMBar (objective gold labels)", pairs: readLlmbar(llmbarFolder, pairsMax) };
  }
  return { name: "the pairs that ship with Folkmoot", pairs: readPreferenceRows(shippedFile).slice(0, pairsMax) };
}

function readPreferenceRows(file: string): readonly PreferencePair[] {
  const lines = readFileSync(file, "utf8").split("\n");
  return lines.flatMap((line, index) => {
    if (line.trim() === "") {
      return [];
    }
    const place = `${file}:${index + 1}`;
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch {
      throw new Error(`${place} is no JSON. A row is {"prompt": …, "chosen": …, "rejected": …}.`);
    }
    const row = rowSchema.safeParse(value);
    if (!row.success) {
      const [issue] = row.error.issues;
      throw new Error(
        `${place}: ${issue?.path.join(".") ?? ""}: ${issue?.message ?? "not a preference row"}. A row is {"prompt": …, "chosen": …, "rejected": …}.`,
      );
    }
    return [toPair(row.data)];
  });
}

function toPair(row: z.output<typeof rowSchema>): PreferencePair {
  const prompt = row.prompt ?? (typeof row.chosen === "string" ? "" : row.chosen.slice(0, -1));
  return { prompt: lastText(prompt), chosen: lastText(row.chosen), rejected: lastText(row.rejected) };
}

function lastText(text: z.output<typeof textSchema>): string {
  return typeof text === "string" ? text : (text.at(-1)?.content ?? "");
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
