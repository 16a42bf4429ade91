import type { ServerResponse } from "node:http";
import { type RunningUpstream, serveUpstream, type UpstreamRequest, type UpstreamShape } from "./start-upstream.ts";

/** A server that can be told to give back what it was sent. */
export interface EchoingUpstream extends RunningUpstream {
  /** Until then it is well, so that its self-test passes. */
  echo(): void;
  /** The ways in which it has echoed, each once. */
  readonly ways: ReadonlySet<string>;
}

type Echo = (response: ServerResponse, sent: string, well: object | null) => void;

const json = (response: ServerResponse, status: number, body: unknown, headers: Readonly<Record<string, string>> = {}) =>
  void response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));

/** Puts a text in place of every text of an answer: what a judge quotes and reasons, labels and names. */
const sayEverywhere = (value: unknown, sent: string): unknown =>
  JSON.parse(JSON.stringify(value), (_key, member: unknown) => (typeof member === "string" ? sent : member));

/** A header may hold no line breaks. */
const toHeader = (sent: string) => sent.replaceAll(/[^\x20-\x7e]+/g, " ").slice(0, 4000);

const ECHOES: Readonly<Record<string, Echo>> = {
  well: (response, sent, well) =>
    json(response, 200, { ...well, echo: sent }, { "x-echo": toHeader(sent), "set-cookie": toHeader(sent) }),
  texts: (response, sent, well) => json(response, 200, sayEverywhere(well, sent)),
  members: (response, sent) =>
    json(response, 200, { [sent]: sent, data: [{ index: sent, probs: [sent] }], choices: [{ message: { content: sent } }] }),
  notJson: (response, sent) => void response.writeHead(200, { "content-type": "text/html" }).end(`<p>${sent}`),
  cutJson: (response, sent) => void response.writeHead(200, { "content-type": "application/json" }).end(`{"data": [${sent}`),
  refusal: (response, sent) => json(response, 400, { error: { message: `Invalid input: ${sent}`, code: sent } }),
  fault: (response, sent) => json(response, 500, { detail: sent, error: sent }, { "x-echo": toHeader(sent) }),
  overload: (response, sent) => json(response, 429, { message: sent }, { "retry-after": toHeader(sent) }),
  redirect: (response, sent) =>
    json(response, 307, { sent }, { location: `/elsewhere?${encodeURIComponent(sent).slice(0, 4000)}` }),
  phrase: (response, sent) => void response.writeHead(503, toHeader(sent), { "content-type": toHeader(sent) }).end(sent),
};

/** Starts a server of that shape that echoes bodies and headers in every way there is, one after the other. */
export async function startEchoingUpstream(shape: UpstreamShape): Promise<EchoingUpstream> {
  const ways = Object.entries(ECHOES);
  const echoed = new Set<string>();
  let isEchoing = false;
  let call = 0;
  const respond = (request: UpstreamRequest, response: ServerResponse) => {
    const reply = shape(request);
    if (!isEchoing) {
      json(response, reply?.status ?? 404, reply?.body ?? {});
      return;
    }
    const [way, echo] = ways[call % ways.length] ?? ["well", ECHOES["well"]];
    call += 1;
    echoed.add(way);
    echo?.(response, JSON.stringify([request.headers, request.path, request.body]), (reply?.body ?? null) as object | null);
  };
  const upstream = await serveUpstream(respond);
  return {
    ...upstream,
    ways: echoed,
    echo: () => {
      isEchoing = true;
    },
  };
}

/** Names of all ways in which such a server echoes. */
export const ECHO_WAYS: readonly string[] = Object.keys(ECHOES);
