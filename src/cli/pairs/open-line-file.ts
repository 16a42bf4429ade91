import { createReadStream, type ReadStream, statSync } from "node:fs";
import { createGunzip } from "node:zlib";

const NEWLINE = 10;

/** A line of a file. */
export interface FileLine {
  /** From 1. */
  readonly number: number;
  /** With its line break; what lies beyond the limit is left out. */
  readonly bytes: Buffer;
  readonly isTooLong: boolean;
}

/** A text file read line by line. */
export interface LineFile {
  /** Share of the file that has been read, 0..1. */
  readShare(): number;
  /** The lines in order, blank ones too. Rejects where the file cannot be read. */
  lines(): AsyncGenerator<FileLine>;
}

/** Opens a file to be read line by line, unpacking it where its name ends in `.gz`. At most a line and a chunk are in memory. Throws where it is not there. */
export function openLineFile(file: string, lineBytesMax: number): LineFile {
  const { size } = statSync(file);
  const isPacked = file.endsWith(".gz");
  let raw: ReadStream | null = null;
  let lineBytes = 0;
  return {
    // Of a packed file only the packed bytes can be held against its size.
    readShare: () => (size === 0 ? 1 : Math.min(1, (isPacked ? (raw?.bytesRead ?? 0) : lineBytes) / size)),
    lines: async function* () {
      raw = createReadStream(file);
      for await (const line of splitLines(isPacked ? unpack(raw, file) : raw, lineBytesMax)) {
        lineBytes += line.bytes.length;
        yield line;
      }
    },
  };
}

async function* unpack(raw: ReadStream, file: string): AsyncGenerator<Buffer> {
  const unpacked = createGunzip();
  raw.on("error", (error) => unpacked.destroy(error));
  try {
    yield* raw.pipe(unpacked);
  } catch (error) {
    throw new Error(`${file} cannot be unpacked: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    raw.destroy();
  }
}

async function* splitLines(chunks: AsyncIterable<Buffer>, lineBytesMax: number): AsyncGenerator<FileLine> {
  let number = 1;
  let parts: Buffer[] = [];
  let byteCount = 0;
  const add = (part: Buffer) => {
    // Of a line that is too long, one byte more than it may have is enough to know it.
    const room = lineBytesMax + 1 - byteCount;
    if (room > 0 && part.length > 0) {
      const kept = part.subarray(0, room);
      parts.push(kept);
      byteCount += kept.length;
    }
  };
  const take = (): FileLine => {
    const line = { number, bytes: Buffer.concat(parts, byteCount), isTooLong: byteCount > lineBytesMax };
    number += 1;
    parts = [];
    byteCount = 0;
    return line;
  };
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      add(chunk.subarray(start, end + 1));
      yield take();
      start = end + 1;
    }
    add(chunk.subarray(start));
  }
  if (byteCount > 0) {
    yield take();
  }
}
