import { existsSync } from "node:fs";
import { type FileHandle, open, readFile, rename, rm, stat, truncate } from "node:fs/promises";
import { z } from "zod";
import { PAIR_FORMS } from "../pairs/preference-pair.ts";
import { EMPTY_TALLY, type ScoreTally } from "./score-tally.ts";
import { CONTENT_KINDS, type TableShape } from "./table-shape.ts";

/** What rows of one file have in common: a run may only be taken up with the same. */
export interface ScoreSettings {
  readonly collection: string;
  readonly scenario: string;
  readonly ties: "drop" | "keep";
  readonly labels: "keep" | "relabel";
}

/** How far a run has come. */
export interface ScorePosition {
  /** Lines of the input that are done with. */
  readonly lines: number;
  /** SHA-256 of those lines, hexadecimal. */
  readonly inputDigest: string;
  /** Of the pairs so far. */
  readonly shape: TableShape;
  /** Of the answers so far; null before the first. */
  readonly scoringVersion: string | null;
  readonly tally: ScoreTally;
}

/** The output of a run that can be interrupted at any point: rows beyond the last checkpoint are cut off when it is taken up again. */
export interface ScoredFile {
  /** Where an interrupted run stopped; null for a new one. */
  readonly resumed: ScorePosition | null;
  append(rows: string): Promise<void>;
  /** All that was appended so far belongs to this position. Rejects where the file holds more or less: another run writes it, too. */
  checkpoint(position: ScorePosition): Promise<void>;
  /** Nothing more will come: the note of the progress is removed. Rejects as `checkpoint` does. */
  complete(): Promise<void>;
  close(): Promise<void>;
}

const FORMAT = "folkmoot-score/2";
const tallyCounts = Object.fromEntries(Object.keys(EMPTY_TALLY).map((name) => [name, z.number()])) as {
  readonly [Name in keyof ScoreTally]: z.ZodNumber;
};
const settingsSchema = z.object({
  collection: z.string(),
  scenario: z.string(),
  ties: z.enum(["drop", "keep"]),
  labels: z.enum(["keep", "relabel"]),
});
const contentsSchema = z.enum(CONTENT_KINDS).nullable();
const shapeSchema = z.object({
  form: z.enum(PAIR_FORMS).nullable(),
  promptContents: contentsSchema,
  answerContents: contentsSchema,
});
const progressSchema = z.object({
  format: z.literal(FORMAT),
  settings: settingsSchema,
  outputBytes: z.number().int().min(0),
  position: z.object({
    lines: z.number().int().min(0),
    inputDigest: z.string(),
    shape: shapeSchema,
    scoringVersion: z.string().nullable(),
    tally: z.object(tallyCounts),
  }),
});
type Progress = z.infer<typeof progressSchema>;

/**
 * Opens the output, taking up an interrupted run where its `.progress` file is there. Throws, with what to do, where the output belongs to something else or to
 * a run with other settings. @param overwrite begins anew whatever is there.
 */
export async function openScoredFile(file: string, settings: ScoreSettings, overwrite: boolean): Promise<ScoredFile> {
  const progressFile = `${file}.progress`;
  if (overwrite) {
    await rm(progressFile, { force: true });
    await rm(file, { force: true });
  }
  const progress = existsSync(progressFile) ? await readProgress(progressFile) : null;
  if (progress === null && existsSync(file)) {
    throw new Error(`${file} is there already, and no run was interrupted. --overwrite begins anew.`);
  }
  if (progress !== null) {
    await cutToCheckpoint(file, settings, progress);
  }
  const handle = await open(file, "a");
  let outputBytes = progress?.outputBytes ?? 0;
  const assertAlone = async () => {
    if ((await sizeOf(file)) !== outputBytes) {
      throw new Error(
        `${file} is written by somebody else, too. Let one run be; the same command then goes on from what is certain.`,
      );
    }
  };
  return {
    resumed: progress?.position ?? null,
    append: async (rows) => {
      const bytes = Buffer.from(rows);
      try {
        await handle.appendFile(bytes);
      } catch (error) {
        throw new Error(`${file} cannot be written: ${(error as Error).message}. The same command goes on once it can.`, {
          cause: error,
        });
      }
      outputBytes += bytes.length;
    },
    checkpoint: async (position) => {
      // The rows first: a position must never promise rows that a power cut could take back.
      await handle.datasync();
      await assertAlone();
      await writeProgress(progressFile, { format: FORMAT, settings, outputBytes, position });
    },
    complete: async () => {
      await assertAlone();
      await rm(progressFile, { force: true });
    },
    close: () => handle.close(),
  };
}

async function readProgress(progressFile: string): Promise<Progress> {
  let value: unknown;
  try {
    value = JSON.parse(await readFile(progressFile, "utf8"));
  } catch {
    value = null;
  }
  const parsed = progressSchema.safeParse(value);
  if (!parsed.success) {
    throw new Error(`${progressFile} is not the progress of an interrupted run. --overwrite begins anew.`);
  }
  return parsed.data;
}

async function cutToCheckpoint(file: string, settings: ScoreSettings, progress: Progress): Promise<void> {
  for (const name of ["collection", "scenario", "ties", "labels"] as const) {
    if (progress.settings[name] !== settings[name]) {
      throw new Error(
        `${file} was begun with ${name} "${progress.settings[name]}", not "${settings[name]}". Go on with that, or begin anew with --overwrite.`,
      );
    }
  }
  const size = await sizeOf(file);
  if (size < progress.outputBytes) {
    throw new Error(`${file} has lost rows since its run was interrupted. --overwrite begins anew.`);
  }
  if (size > progress.outputBytes) {
    await truncate(file, progress.outputBytes);
  }
}

/** Of what stands under that name now, be it another file than the one that was opened. */
async function sizeOf(file: string): Promise<number> {
  return existsSync(file) ? (await stat(file)).size : 0;
}

/** A new file that takes the old one's place as a whole, so that there is always one to be read. */
async function writeProgress(progressFile: string, progress: Progress): Promise<void> {
  const draft = `${progressFile}.new`;
  const handle: FileHandle = await open(draft, "w");
  try {
    await handle.writeFile(JSON.stringify(progress));
    await handle.datasync();
  } finally {
    await handle.close();
  }
  await rename(draft, progressFile);
}
