import type { AskedRecord, EvidenceStore, OpinionRecord } from "../../ports/evidence-store.ts";
import type { Timer } from "../../ports/timer.ts";
import { NO_REQUEST } from "../caller.ts";
import type { OpinionKeeper } from "./opinion-keeper.ts";

/** What keeping opinions needs of the world. */
export interface OpinionKeeperPorts {
  readonly evidence: Pick<EvidenceStore, "keepOpinions">;
  readonly timer: Timer;
  readonly reportFault: (fault: unknown, requestId: string) => void;
}

interface Kept {
  readonly asked: AskedRecord;
  readonly opinions: readonly OpinionRecord[];
}

/** Questions that may wait to be written; beyond it they are lost. */
const WAITING_MAX = 10_000;
/** Questions that one operation keeps, so that no vote waits long behind it. */
const BATCH_MAX = 100;
/** How long opinions gather. By then the questions themselves are on their way to the store: they go first, and opinions on a question that is not there are not kept. */
const GATHER_MS = 250;
/** After a failure. */
const RETRY_MS = 5_000;
const ATTEMPTS_MAX = 3;

/** Writes opinions behind the answers: gathered, one operation at a time, tried again where the store fails, and counted where they are lost. */
export class WrittenOpinionKeeper implements OpinionKeeper {
  readonly #ports: OpinionKeeperPorts;
  #waiting: Kept[] = [];
  #lost = 0;
  #attempts = 0;
  #writing: Promise<void> | null = null;
  #cancel: (() => void) | null = null;

  constructor(ports: OpinionKeeperPorts) {
    this.#ports = ports;
  }

  /** Questions whose opinions wait to be written, and those whose opinions were lost. */
  get counts(): { readonly waiting: number; readonly lost: number } {
    return { waiting: this.#waiting.length, lost: this.#lost };
  }

  keep(asked: AskedRecord, opinions: readonly OpinionRecord[]): void {
    if (this.#waiting.length >= WAITING_MAX) {
      this.#lost += 1;
      return;
    }
    // One that is no number would keep all that is written with it from being kept.
    this.#waiting.push({ asked, opinions: opinions.filter(({ rawA, rawB }) => Number.isFinite(rawA) && Number.isFinite(rawB)) });
    this.#writeIn(GATHER_MS);
  }

  /** Writes what waits, as far as the store takes it. */
  async close(): Promise<void> {
    this.#cancel?.();
    this.#cancel = null;
    await this.#writing;
    while (this.#waiting.length > 0 && (await this.#writeBatch())) {}
  }

  #writeIn(delayMs: number): void {
    if (this.#cancel === null && this.#writing === null) {
      this.#cancel = this.#ports.timer.set(delayMs, () => {
        this.#cancel = null;
        this.#writing = this.#writeAll();
      });
    }
  }

  async #writeAll(): Promise<void> {
    let isWritten = true;
    while (isWritten && this.#waiting.length > 0) {
      isWritten = await this.#writeBatch();
    }
    this.#writing = null;
    if (this.#waiting.length > 0) {
      this.#writeIn(RETRY_MS);
    }
  }

  /** False where the store failed: the batch waits again, or is lost. */
  async #writeBatch(): Promise<boolean> {
    const batch = this.#waiting.slice(0, BATCH_MAX);
    try {
      await this.#ports.evidence.keepOpinions(
        batch.map(({ asked }) => asked),
        batch.flatMap(({ opinions }) => opinions),
      );
      this.#waiting.splice(0, batch.length);
      this.#attempts = 0;
      return true;
    } catch (fault) {
      this.#attempts += 1;
      if (this.#attempts >= ATTEMPTS_MAX) {
        this.#waiting.splice(0, batch.length);
        this.#lost += batch.length;
        this.#attempts = 0;
        this.#ports.reportFault(fault, NO_REQUEST);
      }
      return false;
    }
  }
}
