import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

// What is held against the product, with nothing in between: bare node:http, one JSON.parse, one JSON.stringify. `/echo/…` writes back what came;
// `/bare/…` gives every item the same trivial score and writes the smallest useful answer. Prints `listening on <url>`.
interface ScoredItem {
  readonly id?: string;
  readonly messages: readonly { readonly content: string }[];
}

function scoreItem(item: ScoredItem, index: number): object {
  const reward = (item.messages.at(-1)?.content.length ?? 0) > 0 ? 1 : 0;
  return { id: item.id ?? String(index), status: "ok", reward, scores: { D1_Given: reward } };
}

function answer(path: string, body: unknown): unknown {
  if (path.startsWith("/echo/")) {
    return body;
  }
  return path.endsWith("/batch/evaluate")
    ? { results: (body as { readonly items: readonly ScoredItem[] }).items.map(scoreItem), mean_reward: 1 }
    : scoreItem(body as ScoredItem, 0);
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const text = JSON.stringify(answer(request.url ?? "", JSON.parse(Buffer.concat(chunks).toString("utf8"))));
    response.writeHead(200, { "content-type": "application/json", "content-length": Buffer.byteLength(text) });
    response.end(text);
  });
});
server.listen(0, "127.0.0.1", () => {
  process.stdout.write(`listening on http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});
