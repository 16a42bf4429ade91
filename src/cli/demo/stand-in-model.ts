import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { CliWorld } from "../cli-world.ts";

/** How long a call takes, as a small model on a busy GPU would. */
const CALL_MS = 40;
const BODY_BYTES_MAX = 1024 * 1024;
const WORD = /[\p{L}\p{N}]+/gu;

interface ClassifyBody {
  readonly messages?: readonly { readonly role: string; readonly content: string }[];
}

/** `folkmoot demo-model`: stands in for a reward model behind vLLM's /classify until it is told to stop. What it holds for good is simple: words of the request taken up, and some length. */
export async function runStandInModel(world: Pick<CliWorld, "print" | "stopSignal" | "pause">, port: number): Promise<number> {
  const stopSignal = world.stopSignal();
  const server = createServer((request, response) => {
    const answer = async () => {
      const body = JSON.parse(await readBody(request)) as ClassifyBody;
      await world.pause(CALL_MS, new AbortController().signal);
      const data = [{ index: 0, label: "LABEL_0", probs: [standInReward(body.messages ?? [])], num_classes: 1 }];
      response.setHeader("Content-Type", "application/json").end(JSON.stringify({ object: "list", data }));
    };
    answer().catch(() => response.writeHead(400).end());
  });
  await listen(server, port);
  world.print(`listening on http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  await stopSignal;
  server.closeAllConnections();
  server.close();
  return 0;
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
}

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > BODY_BYTES_MAX) {
      throw new RangeError("the body is too large");
    }
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}

/** Raw, as a reward model's logit: from 0 for an answer that has nothing to do with the request to some 4 for one that takes it up in few words; a little more for more words. */
export function standInReward(messages: readonly { readonly role: string; readonly content: string }[]): number {
  const wordsOf = (role: string) =>
    new Set(
      messages.filter((message) => message.role === role).flatMap(({ content }) => content.toLowerCase().match(WORD) ?? []),
    );
  const asked = wordsOf("user");
  const answered = wordsOf("assistant");
  const taken = [...answered].filter((word) => asked.has(word)).length / Math.max(1, answered.size);
  return 4 * taken + Math.min(2, Math.log2(1 + answered.size) / 3);
}
