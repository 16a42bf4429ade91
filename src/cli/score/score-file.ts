import { createHash, type Hash } from "node:crypto";
import type { TranscriptMessage } from "../../domain/transcripts/transcript-message.ts";
import type { PairResult } from "../../services/scoring/comparison.ts";
import type { CliWorld } from "../cli-world.ts";
import { openLineFile } from "../pairs/open-line-file.ts";
import { answerLength, type PreferencePair, toConversation } from "../pairs/preference-pair.ts";
import { ROW_BYTES_MAX, readPairLine } from "../pairs/read-pair-line.ts";
import { formatPace, formatTally } from "./format-score.ts";
import { openScoredFile, type ScoredFile, type ScorePosition, type ScoreSettings } from "./open-scored-file.ts";
import { refuseUnfitFiles } from "./refuse-unfit-files.ts";
import { addToTally, EMPTY_TALLY, type ScoreTally } from "./score-tally.ts";
import { joinShape, NO_SHAPE, type TableShape } from "./table-shape.ts";
import { toScoredRow } from "./to-scored-row.ts";

/** What is to be scored, and how. */
export interface ScoreFileOptions extends ScoreSettings {
  readonly input: string;
  readonly out: string;
  /** Rows to be read at most; null: all. */
  readonly limit: number | null;
  readonly onError: "stop" | "skip";
  readonly overwrite: boolean;
}

/** Compares pairs, A with B, in order. */
export type ComparePairs = (
  pairs: readonly { readonly responseA: readonly TranscriptMessage[]; readonly responseB: readonly TranscriptMessage[] }[],
) => Promise<readonly PairResult[]>;

type ScoreWorld = Pick<CliWorld, "print" | "warn" | "progress" | "isTerminal" | "now" | "stopSignal">;

/** Pairs that are compared at a time. */
const PAIRS_AT_A_TIME = 64;
/** Rows after which the position is written down: what an interruption costs at most. */
const ROWS_BETWEEN_CHECKPOINTS = 1024;
/** Faults that are reported one by one; the rest is only counted. */
const FAULTS_SHOWN_MAX = 20;
/** Time between two lines about the progress where no terminal shows a bar. */
const NOTICE_EVERY_MS = 10_000;

/** Scores a file of preference pairs. Returns the exit code: 0 where the file is done and at least one row could be scored, or there was none. Throws where a file cannot be used. */
export async function scoreFile(world: ScoreWorld, compare: ComparePairs, options: ScoreFileOptions): Promise<number> {
  refuseUnfitFiles(options.input, options.out);
  const { collection, scenario, ties, labels } = options;
  const output = await openScoredFile(options.out, { collection, scenario, ties, labels }, options.overwrite);
  try {
    return await new ScoreRun(world, compare, options, output).run();
  } finally {
    await output.close();
  }
}

/** One pass over the input: lines come in, rows go out, and now and then the position is written down. */
class ScoreRun {
  readonly #world: ScoreWorld;
  readonly #compare: ComparePairs;
  readonly #options: ScoreFileOptions;
  readonly #output: ScoredFile;
  readonly #startedAt: number;
  readonly #digest: Hash = createHash("sha256");
  readonly #rowsBefore: number;
  /** Of the part that was done before this run; known when this run's first line is read. */
  #shareBefore = 0;
  #tally: ScoreTally;
  #shape: TableShape;
  #scoringVersion: string | null;
  #lines = 0;
  #pending: { readonly pair: PreferencePair; readonly line: number }[] = [];
  #rowsAtCheckpoint: number;
  #faultsShown = 0;
  #noticeAt: number;
  #isStopped = false;

  constructor(world: ScoreWorld, compare: ComparePairs, options: ScoreFileOptions, output: ScoredFile) {
    this.#world = world;
    this.#compare = compare;
    this.#options = options;
    this.#output = output;
    this.#startedAt = world.now();
    this.#noticeAt = this.#startedAt + NOTICE_EVERY_MS;
    this.#tally = output.resumed?.tally ?? EMPTY_TALLY;
    this.#shape = output.resumed?.shape ?? NO_SHAPE;
    this.#scoringVersion = output.resumed?.scoringVersion ?? null;
    this.#rowsBefore = this.#tally.rows;
    this.#rowsAtCheckpoint = this.#tally.rows;
  }

  async run(): Promise<number> {
    const { resumed } = this.#output;
    const { limit, out } = this.#options;
    if (limit !== null && this.#rowsBefore > limit) {
      throw new Error(`${out} has come to row ${this.#rowsBefore} already, beyond --limit ${limit}. --overwrite begins anew.`);
    }
    if (resumed === null) {
      await this.#checkpoint();
    } else {
      this.#world.print(`Going on after ${resumed.lines} lines that were done before.`);
    }
    void this.#world.stopSignal().then(() => {
      this.#isStopped = true;
    });
    const fault = await this.#readLines(resumed);
    await this.#scorePending();
    this.#world.progress("");
    if (fault !== null || this.#isStopped) {
      await this.#checkpoint();
      this.#world.warn(fault ?? `Stopped after ${this.#lines} lines. The same command goes on from there.`);
      return 1;
    }
    await this.#output.complete();
    this.#printSummary();
    return this.#tally.rows > 0 && this.#tally.bad + this.#tally.unscored === this.#tally.rows ? 1 : 0;
  }

  /** Returns the fault that ended the run, or null at the end of the input. */
  async #readLines(resumed: ScorePosition | null): Promise<string | null> {
    const { input, limit, onError } = this.#options;
    const file = openLineFile(input, ROW_BYTES_MAX);
    for await (const line of file.lines()) {
      if (line.number <= (resumed?.lines ?? 0)) {
        this.#skip(line.bytes, line.number, resumed, file.readShare());
        continue;
      }
      if (this.#isStopped || (limit !== null && this.#tally.rows + this.#pending.length >= limit)) {
        break;
      }
      const read = readPairLine(line);
      if (read !== "blank" && "fault" in read) {
        const fault = `${input}:${line.number}: ${read.fault}`;
        if (onError === "stop") {
          return `${fault}\nStopped there; --on-error skip passes such rows over.`;
        }
        this.#count({ rows: 1, bad: 1 });
        this.#report(fault);
      } else if (read !== "blank") {
        const mixture = this.#findMixture(read);
        if (mixture !== null) {
          return `${input}:${line.number}: ${mixture}`;
        }
        this.#pending.push({ pair: read, line: line.number });
      }
      this.#digest.update(line.bytes);
      this.#lines = line.number;
      if (this.#pending.length === PAIRS_AT_A_TIME) {
        await this.#scorePending();
        this.#showProgress(file.readShare());
      }
    }
    if (resumed !== null && this.#lines < resumed.lines) {
      throw new Error(`${input} has fewer lines than were scored before. --overwrite begins anew.`);
    }
    return null;
  }

  /** Why the pair cannot stand behind those before it: the output could not be read as a table. */
  #findMixture(pair: PreferencePair): string | null {
    const joined = joinShape(this.#shape, pair);
    if (typeof joined === "string") {
      return `${joined}; one file holds one of the two.\nStopped there, whatever --on-error says: write all rows alike, or split the file.`;
    }
    this.#shape = joined;
    return null;
  }

  #skip(bytes: Buffer, number: number, resumed: ScorePosition | null, share: number): void {
    this.#digest.update(bytes);
    this.#lines = number;
    this.#shareBefore = share;
    if (number === resumed?.lines && this.#inputDigest() !== resumed.inputDigest) {
      throw new Error(
        `The first ${number} lines of ${this.#options.input} are not those that were scored before. --overwrite begins anew.`,
      );
    }
  }

  async #scorePending(): Promise<void> {
    const pending = this.#pending;
    this.#pending = [];
    const results = await this.#compare(
      pending.map(({ pair }) => ({ responseA: toConversation(pair, "chosen"), responseB: toConversation(pair, "rejected") })),
    );
    const rows = results.flatMap((result, index) => {
      const scored = pending[index];
      return scored === undefined ? [] : [this.#toRow(scored.pair, scored.line, result)];
    });
    await this.#output.append(rows.join(""));
    if (this.#tally.rows - this.#rowsAtCheckpoint >= ROWS_BETWEEN_CHECKPOINTS) {
      await this.#checkpoint();
    }
  }

  /** The line to be written; empty where there is none. */
  #toRow(pair: PreferencePair, line: number, result: PairResult): string {
    const comparison = result.status === "error" ? result : result.comparison;
    if (comparison.status !== "ok") {
      this.#count({ rows: 1, unscored: 1 });
      this.#report(`${this.#options.input}:${line}: unscored: ${comparison.failure.detail}`);
      return "";
    }
    this.#keepToOneVersion(comparison.scoringVersion);
    const [chosen, rejected] = [answerLength(pair, "chosen"), answerLength(pair, "rejected")];
    const isWritten = comparison.winner !== "tie" || this.#options.ties === "keep";
    this.#count({
      rows: 1,
      written: isWritten ? 1 : 0,
      agreed: comparison.winner === "a" ? 1 : 0,
      disagreed: comparison.winner === "b" ? 1 : 0,
      ties: comparison.winner === "tie" ? 1 : 0,
      longer: chosen > rejected ? 1 : 0,
      equallyLong: chosen === rejected ? 1 : 0,
      marginSum: comparison.margin,
    });
    return isWritten ? toScoredRow(pair, comparison, this.#options.labels) : "";
  }

  #keepToOneVersion(scoringVersion: string): void {
    this.#scoringVersion ??= scoringVersion;
    if (this.#scoringVersion !== scoringVersion) {
      throw new Error(
        `${this.#options.out} was begun under ${this.#scoringVersion}; pairs are scored under ${scoringVersion} now. --overwrite begins anew.`,
      );
    }
  }

  #count(counted: Partial<ScoreTally>): void {
    this.#tally = addToTally(this.#tally, counted);
  }

  #report(fault: string): void {
    this.#faultsShown += 1;
    if (this.#faultsShown <= FAULTS_SHOWN_MAX) {
      this.#world.warn(fault);
    } else if (this.#faultsShown === FAULTS_SHOWN_MAX + 1) {
      this.#world.warn("Further faults are only counted.");
    }
  }

  async #checkpoint(): Promise<void> {
    this.#rowsAtCheckpoint = this.#tally.rows;
    await this.#output.checkpoint({
      lines: this.#lines,
      inputDigest: this.#inputDigest(),
      shape: this.#shape,
      scoringVersion: this.#scoringVersion,
      tally: this.#tally,
    });
  }

  /** Of the lines so far. */
  #inputDigest(): string {
    return this.#digest.copy().digest("hex");
  }

  #showProgress(fileShare: number): void {
    const { limit } = this.#options;
    const share = limit === null ? fileShare : Math.max(fileShare, Math.min(1, this.#tally.rows / limit));
    const now = this.#world.now();
    const seconds = Math.max(0.001, (now - this.#startedAt) / 1000);
    const done = share - this.#shareBefore;
    const line = formatPace({
      share,
      rows: this.#tally.rows,
      rowsPerSecond: (this.#tally.rows - this.#rowsBefore) / seconds,
      secondsLeft: done > 0 ? (seconds * (1 - share)) / done : null,
    });
    if (this.#world.isTerminal) {
      this.#world.progress(line);
    } else if (now >= this.#noticeAt) {
      this.#noticeAt = now + NOTICE_EVERY_MS;
      this.#world.print(line);
    }
  }

  #printSummary(): void {
    const rows = this.#tally.rows - this.#rowsBefore;
    const seconds = Math.max(0.001, (this.#world.now() - this.#startedAt) / 1000);
    for (const line of formatTally(this.#tally, this.#options.out)) {
      this.#world.print(line);
    }
    this.#world.print(
      `${rows.toLocaleString("en")} rows in ${seconds.toFixed(1)} s, ${Math.round(rows / seconds).toLocaleString("en")} rows/s`,
    );
  }
}
