import { spawn } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import autocannon from "autocannon";
import { median } from "./support/median.ts";

// What the HTTP door itself costs: /healthz through every middleware beside a bare node:http server that answers the same bytes, in alternating rounds.
const ROUNDS = 5;
const CONNECTIONS = 64;
const SECONDS = 3;
const PROGRAM = fileURLToPath(new URL("../dist/main.js", import.meta.url));
const SCENARIOS = fileURLToPath(new URL("../scenarios", import.meta.url));

const product = spawn(
  process.execPath,
  [PROGRAM, "serve", "--port", "0", "--database", "sqlite::memory:", "--scenarios", SCENARIOS, "--log-level", "error"],
  { stdio: ["ignore", "pipe", "inherit"] },
);
const productUrl = await new Promise<string>((listening) => {
  product.stdout.on("data", (chunk: Buffer) => {
    const url = /listening on (\S+)/.exec(chunk.toString())?.[1];
    if (url) {
      listening(`${url}/healthz`);
    }
  });
});
const body = await (await fetch(productUrl)).text();
const bare = createServer((_request, response) => {
  response.setHeader("Content-Type", "application/json");
  response.end(body);
}).listen(0, "127.0.0.1");
const bareUrl = `http://127.0.0.1:${(bare.address() as AddressInfo).port}`;

const rates: { readonly product: number[]; readonly bare: number[] } = { product: [], bare: [] };
try {
  for (let round = 0; round < ROUNDS; round += 1) {
    rates.product.push(await measure(productUrl));
    rates.bare.push(await measure(bareUrl));
  }
  const [door, plain] = [median(rates.product), median(rates.bare)];
  console.log(`bare node:http        ${plain.toFixed(0)} requests/s`);
  console.log(`through the door      ${door.toFixed(0)} requests/s`);
  console.log(
    `ratio                 ${(door / plain).toFixed(2)} (medians of ${ROUNDS} rounds of ${SECONDS} s, ${CONNECTIONS} connections)`,
  );
} finally {
  bare.close();
  product.kill();
}

/** Requests a second. */
async function measure(url: string): Promise<number> {
  const result = await autocannon({ url, connections: CONNECTIONS, duration: SECONDS, workers: 1 });
  return result.requests.average;
}
