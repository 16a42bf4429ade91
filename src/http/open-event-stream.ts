import type { Timer } from "../ports/timer.ts";

/** A line of comment every so often keeps proxies from closing the connection, and finds out that a client is gone. */
const COMMENT_EVERY_MS = 15_000;
const ENCODER = new TextEncoder();
const COMMENT = ENCODER.encode(":\n\n");

/** One open line of server-sent events. */
export interface EventStream {
  readonly body: ReadableStream<Uint8Array>;
  /** Sends an event with data as JSON. Does nothing once the line is closed. @param id what a client that comes back says it has; null: nothing. */
  send(event: string, data: unknown, id: string | null): void;
  /** Sends an event with a text of one line as it is. Does nothing once the line is closed. */
  sendText(event: string, text: string): void;
  /** Ends the line; the client comes back after `retryMs`. */
  close(): void;
}

export interface EventStreamOptions {
  readonly timer: Timer;
  /** Bytes that may wait for a client who does not read them; one more and the line is cut. */
  readonly waitingBytesMax: number;
  /** When a browser opens its next line after this one has ended; null where the client goes by rules of its own. */
  readonly retryMs: number | null;
  /** Time between two comments; left out: what proxies ask for. */
  readonly commentEveryMs?: number;
  /** Called once when the line has ended, however it did. */
  readonly onEnd: () => void;
  /** Cuts the connection of a client who does not read. */
  readonly cut: () => void;
}

/** Opens a line of server-sent events as a body. What is sent is never gathered beyond the limit: a client who stalls is cut off. */
export function openEventStream(options: EventStreamOptions): EventStream {
  const { timer, waitingBytesMax, retryMs, onEnd, cut, commentEveryMs = COMMENT_EVERY_MS } = options;
  let line: ReadableStreamDefaultController<Uint8Array> | null = null;
  let stopComments = (): void => undefined;
  const end = (): void => {
    if (line !== null) {
      line = null;
      stopComments();
      onEnd();
    }
  };
  const write = (bytes: Uint8Array): void => {
    if (line === null) {
      return;
    }
    line.enqueue(bytes);
    if ((line.desiredSize ?? 0) < 0) {
      end();
      cut();
    }
  };
  const comment = (): void => {
    stopComments = timer.set(commentEveryMs, comment);
    write(COMMENT);
  };
  const body = new ReadableStream<Uint8Array>(
    {
      start: (controller) => {
        line = controller;
      },
      cancel: end,
    },
    new ByteLengthQueuingStrategy({ highWaterMark: waitingBytesMax }),
  );
  if (retryMs !== null) {
    write(ENCODER.encode(`retry: ${retryMs}\n\n`));
  }
  stopComments = timer.set(commentEveryMs, comment);
  return {
    body,
    send: (event, data, id) => {
      const idLine = id === null ? "" : `id: ${id}\n`;
      write(ENCODER.encode(`event: ${event}\n${idLine}data: ${JSON.stringify(data)}\n\n`));
    },
    sendText: (event, text) => write(ENCODER.encode(`event: ${event}\ndata: ${text}\n\n`)),
    close: () => {
      line?.close();
      end();
    },
  };
}

/** Headers of an answer that is such a line: nobody on the way may keep it, change it or wait for its end. */
export const EVENT_STREAM_HEADERS = {
  "Content-Type": "text/event-stream",
  "Cache-Control": "no-store, no-transform",
  "X-Accel-Buffering": "no",
} as const;
