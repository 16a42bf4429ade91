/** What a log is written to, as sonic-boom has it. */
export interface LogDestination {
  on(event: "error" | "write" | "drain", listener: () => void): unknown;
  /** The listener is given the lines that it has no room for, each with its line break. */
  on(event: "drop", listener: (lines: string) => void): unknown;
  /** Writes what waits, at the end of the process; tries for ever where it fails. */
  flushSync(): void;
}

/**
 * A log that cannot be written, as on a full disk, must neither end the process nor keep it from ending. Lines wait until it can be written again, as many as the destination takes.
 * @param tellLost is given how many lines were lost, once all that waited has been written.
 */
export function bearUnwritableLog(destination: LogDestination, tellLost: (lines: number) => void): void {
  let isFailing = false;
  let lost = 0;
  destination.on("error", () => {
    isFailing = true;
  });
  destination.on("write", () => {
    isFailing = false;
  });
  destination.on("drop", (lines) => {
    lost += lines.split("\n").length - 1;
  });
  destination.on("drain", () => {
    if (lost > 0) {
      const lines = lost;
      lost = 0;
      tellLost(lines);
    }
  });
  const flushSync = destination.flushSync.bind(destination);
  destination.flushSync = () => {
    if (!isFailing) {
      flushSync();
    }
  };
}
