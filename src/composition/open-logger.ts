import { type DestinationStream, type Logger, pino } from "pino";

/** Text that is written at once; a line of the access log alone would cost a system call on another thread. */
const BUFFERED_BYTES = 8 * 1024;
/** A line waits no longer than this for others. */
const FLUSH_MS = 100;

/** The program's log: JSON lines on standard error, written together. A process that ends by itself writes what is left; one that is killed may lose 100 ms. */
export function openLogger(level: string): Logger {
  const destination = pino.destination({ dest: 2, sync: false, minLength: BUFFERED_BYTES });
  let waiting = false;
  const flush = () => {
    waiting = false;
    destination.flush();
  };
  const stream: DestinationStream & { flush(): void } = {
    flush,
    write(line) {
      destination.write(line);
      if (!waiting) {
        waiting = true;
        setTimeout(flush, FLUSH_MS).unref();
      }
    },
  };
  return pino({ level, base: { service: "folkmoot" } }, stream);
}
