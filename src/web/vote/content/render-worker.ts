import type { RenderingJob, RenderingMessage } from "./content-rendering.ts";
import { renderMarkdown } from "./render-markdown.ts";

// Renders in a thread of its own, which the page can end: a hostile text costs a second at most, and the page never stands still.
const say = (message: RenderingMessage) => postMessage(message);
addEventListener("message", ({ data }: MessageEvent<RenderingJob>) => {
  say({ kind: "done", jobNumber: data.jobNumber, html: renderMarkdown(data.markdown, data.mediaOrigins) });
});
say({ kind: "ready" });
