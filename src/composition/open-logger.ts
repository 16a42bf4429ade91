import { type DestinationStream, type Logger, pino } from "pino";
import { bearUnwritableLog } from "./bear-unwritable-log.ts";

/** Text that is written at once; a line of the access log alone would cost a system call on another thread. */
const GATHERED_CHARACTERS = 8 * 1024;
/** A line waits no longer than this for others. */
const FLUSH_MS = 100;
/** Text that may wait where the log cannot be written for a while; further lines are lost. */
const WAITING_BYTES_MAX = 8 * 1024 * 1024;

/**
 * The program's log: JSON lines on standard error, written together. A process that ends by itself writes what is left; one that is killed may lose 100 ms. Where the log cannot be
 * written the program goes on.
 */
export function openLogger(level: string): Logger {
  const destination = pino.destination({
    dest: 2,
    sync: false,
    minLength: GATHERED_CHARACTERS,
    maxLength: WAITING_BYTES_MAX,
  });
  // Gathered here: the destination would measure all it holds anew with every line.
  let gathered = "";
  let isWaiting = false;
  const handOver = () => {
    if (gathered !== "") {
      destination.write(gathered);
      gathered = "";
    }
  };
  const flush = () => {
    isWaiting = false;
    handOver();
    destination.flush();
  };
  const stream: DestinationStream & { flush(): void } = {
    flush,
    write(line) {
      gathered += line;
      if (gathered.length >= GATHERED_CHARACTERS) {
        handOver();
      } else if (!isWaiting) {
        isWaiting = true;
        setTimeout(flush, FLUSH_MS).unref();
      }
    },
  };
  // First in line: the destination's own listeners write what it has been given, and end it.
  process.prependListener("beforeExit", handOver).prependListener("exit", handOver);
  const logger = pino({ level, base: { service: "folkmoot" } }, stream);
  bearUnwritableLog(destination, (lines) => logger.warn({ lines }, "lines of the log were lost: it could not be written"));
  return logger;
}
