import { type DestinationStream, type Logger, pino } from "pino";

/** Text that is written at once; a line of the access log alone would cost a system call on another thread. */
const GATHERED_CHARACTERS = 8 * 1024;
/** A line waits no longer than this for others. */
const FLUSH_MS = 100;

/** The program's log: JSON lines on standard error, written together. A process that ends by itself writes what is left; one that is killed may lose 100 ms. */
export function openLogger(level: string): Logger {
  const destination = pino.destination({ dest: 2, sync: false, minLength: GATHERED_CHARACTERS });
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
  return pino({ level, base: { service: "folkmoot" } }, stream);
}
