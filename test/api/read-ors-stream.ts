/** The events of a stream in order, its comments left out; each text without the white space before it, as clients read it. */
export function readEvents(text: string): readonly (readonly [event: string, data: string])[] {
  return text
    .split("\n\n")
    .filter((block) => block !== "" && !block.startsWith(":"))
    .map((block) => {
      const [event = "", data = ""] = block.split("\n");
      return [event.replace(/^event: /, ""), data.replace(/^data:\s*/, "")] as const;
    });
}

/** The result in a stream, put together. */
export function joinResult(text: string): string {
  return readEvents(text)
    .filter(([event]) => event === "chunk" || event === "end")
    .map(([, data]) => data)
    .join("");
}
