/** One of a stream of server-sent events. */
export interface ServerEvent {
  readonly event: string;
  readonly data: string;
}

const FIELD = /^(event|data): ?(.*)$/;

/** The events of a text/event-stream body, each as soon as it is whole. Comments, ids and retry times are skipped. See https://html.spec.whatwg.org/multipage/server-sent-events.html */
export async function* readEvents(body: AsyncIterable<Uint8Array>): AsyncGenerator<ServerEvent> {
  const decoder = new TextDecoder();
  let unread = "";
  for await (const bytes of body) {
    const blocks = (unread + decoder.decode(bytes, { stream: true })).split("\n\n");
    unread = blocks.pop() ?? "";
    for (const block of blocks) {
      const event = parseEvent(block);
      if (event !== null) {
        yield event;
      }
    }
  }
}

/** Null where the block has no data. */
function parseEvent(block: string): ServerEvent | null {
  const fields = block.split("\n").flatMap((line) => {
    const [, name, value] = FIELD.exec(line) ?? [];
    return name === undefined || value === undefined ? [] : [{ name, value }];
  });
  const data = fields.filter(({ name }) => name === "data").map(({ value }) => value);
  const event = fields.findLast(({ name }) => name === "event")?.value ?? "message";
  return data.length === 0 ? null : { event, data: data.join("\n") };
}
