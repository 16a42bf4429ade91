/**
 * The lines of a body as they come, without their ends (\n or \r\n). What follows the last end is a line too, unless it is empty.
 * Stopping early closes the connection.
 * @param onChunk called with every piece that arrives, before its lines.
 */
export async function* readLines(body: ReadableStream<Uint8Array>, onChunk: () => void): AsyncGenerator<string, void> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) {
        break;
      }
      onChunk();
      const lines = `${rest}${decoder.decode(value, { stream: true })}`.split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) {
        yield line.endsWith("\r") ? line.slice(0, -1) : line;
      }
    }
    rest += decoder.decode();
    if (rest !== "") {
      yield rest;
    }
  } finally {
    // Throws nothing that whoever reads would want to know: it is over either way.
    await reader.cancel().catch(() => undefined);
  }
}
