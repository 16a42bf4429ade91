import { once } from "node:events";
import { type AddressInfo, createServer, type LookupFunction } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type RunningUpstream, serveUpstream } from "../../test/doubles/upstreams/start-upstream.ts";
import { isDeniedAddress } from "./is-denied-address.ts";
import { openUpstream } from "./open-upstream.ts";

const NEVER = new AbortController().signal;

/** Ways to write addresses to which nothing is ever sent: link-local with the metadata services, nobody's, everybody's. */
const DENIED_HOSTS = [
  ...["169.254.169.254", "169.254.169.254.", "2852039166", "0xa9fea9fe", "0XA9FEA9FE", "025177524776", "0251.0376.0251.0376"],
  ...["0xa9.0xfe.0xa9.0xfe", "169.254.43518", "169.16689662", "0xa9.254.0251.254", "0xA9.0xFEA9FE", "%31%36%39.254.169.254"],
  ...["１６９.２５４.１６９.２５４", "169。254。169。254", "①⑥⑨.②⑤④.①⑥⑨.②⑤④", "0000000251.0376.0251.0376"],
  ...["169.254.170.2", "169.254.170.23", "169.254.0.1", "169.254.255.255", "100.100.100.200", "0x646464c8"],
  ...[
    "192.0.0.192",
    "3221225664",
    "168.63.129.16",
    "0xa83f8110",
    "0.0.0.0",
    "0",
    "0x0",
    "0.0",
    "00.0x0.0",
    "0.0.0.1",
    "0.255.1.2",
  ],
  ...["255.255.255.255", "0xffffffff", "4294967295", "224.0.0.1", "239.255.255.250", "240.0.0.1"],
  ...["[::]", "[0:0:0:0:0:0:0:0]", "[::0.0.0.0]", "[::ffff:169.254.169.254]", "[::ffff:a9fe:a9fe]", "[0:0:0:0:0:FFFF:A9FE:A9FE]"],
  ...["[::ffff:0:169.254.169.254]", "[::169.254.169.254]", "[64:ff9b::169.254.169.254]", "[64:ff9b::a9fe:a9fe]"],
  ...["[64:ff9b:1::a9fe:a9fe]", "[2002:a9fe:a9fe::]", "[2002:a9fe:a9fe::1]", "[2002:0000:1::]", "[::ffff:0.0.0.0]"],
  ...["[64:ff9b::0.0.0.0]", "[::ffff:100.100.100.200]", "[2002:6464:64c8::1]", "[::ffff:168.63.129.16]"],
  ...["[fd00:ec2::254]", "[FD00:0EC2:0:0:0:0:0:0254]", "[fd00:ec2::23]", "[fd20:ce::254]", "[fe80::1]", "[fe80::a9fe:a9fe]"],
  ...["[febf::1]", "[ff02::1]", "[ff05::2]", "[ff0e::1]", "[::ffff:255.255.255.255]", "[::ffff:224.0.0.1]"],
];
/** Ways to write loopback, which is allowed for models, and seen through all the same by whoever denies it. */
const LOOPBACK_HOSTS = [
  ...["127.0.0.1", "127.0.0.1.", "2130706433", "0x7f000001", "0x7f.1", "0x7f.0.0.1", "0177.0.0.1", "0177.1", "127.1", "127.0.1"],
  ...["017700000001", "127.0.0.01", "１２７.0.0.1", "127。0。0。1", "%31%32%37.0.0.1", "①②⑦.0.0.1", "0X7F.0X0.0X0.0X1"],
  ...["[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[0:0:0:0:0:ffff:7f00:0001]", "127.255.255.254", "[::1]"],
];
/** Stands for whatever a network's owner wants nothing sent to. */
const isLoopback = (address: string) => /^(?:::ffff:)?(?:127\.|7f[0-9a-f]{2}:)|^::1$/.test(address);

let server: RunningUpstream;
let hits: number;
let looked: string[];
beforeAll(async () => {
  server = await serveUpstream(({ path }, response) => {
    hits += 1;
    if (path.startsWith("/to/")) {
      response.writeHead(302, { Location: decodeURIComponent(path.slice("/to/".length)) }).end();
      return;
    }
    response.writeHead(200, { "Content-Type": "application/json" }).end("{}");
  });
});
afterAll(() => server.close());
beforeEach(() => {
  hits = 0;
  looked = [];
});

/** Names resolve to those addresses, another at each look-up. */
function names(...addresses: readonly string[]): LookupFunction {
  return (hostname, options, callback) => {
    const address = addresses[Math.min(looked.length, addresses.length - 1)] ?? "";
    looked.push(hostname);
    const family = address.includes(":") ? 6 : 4;
    options.all === true ? callback(null, [{ address, family }]) : callback(null, address, family);
  };
}

async function call(host: string, lookup: LookupFunction, isDenied = isDeniedAddress): Promise<unknown> {
  const options = { baseUrl: new URL(`http://${host}:${server.url.port}`), apiKey: null, headers: {} };
  const upstream = openUpstream({ ...options, answerBytesMax: 100, connectionsMax: 1 }, { lookup, isDenied, now: () => 0 });
  try {
    return await upstream.post("/", {}, NEVER);
  } catch (error) {
    return error;
  } finally {
    upstream.close();
  }
}

describe("nothing is sent", () => {
  it("has ways enough to be shown", () => {
    expect(new Set([...DENIED_HOSTS, ...LOOPBACK_HOSTS]).size).toBeGreaterThanOrEqual(60);
  });

  it.each(DENIED_HOSTS)("to http://%s", async (host) => {
    expect(await call(host, names("127.0.0.1"))).toMatchObject({ reason: "denied" });
    expect(looked).toEqual([]);
  });

  it.each(LOOPBACK_HOSTS)("to http://%s where loopback is denied", async (host) => {
    expect(await call(host, names("127.0.0.1"), isLoopback)).toMatchObject({ reason: "denied" });
    expect({ hits, looked }).toEqual({ hits: 0, looked: [] });
  });

  it.each(["127.0.0.1", "::ffff:127.0.0.1"])("where a name leads to %s and that is denied", async (address) => {
    expect(await call("models.example", names(address), isLoopback)).toMatchObject({ reason: "denied" });
    expect({ hits, looked }).toEqual({ hits: 0, looked: ["models.example"] });
  });

  it.each(["169.254.169.254", "fe80::1%eth0", "fd00:ec2::254", "0.0.0.0", "64:ff9b::a9fe:a9fe"])(
    "where a name leads to %s",
    async (address) => {
      expect(await call("metadata.google.internal", names(address))).toMatchObject({ reason: "denied" });
    },
  );

  it("where one of several addresses of a name is denied", async () => {
    const both: LookupFunction = (_, __, callback) =>
      callback(null, [
        { address: "127.0.0.1", family: 4 },
        { address: "169.254.169.254", family: 4 },
      ]);
    expect(await call("models.example", both)).toMatchObject({ reason: "denied" });
    expect(hits).toBe(0);
  });

  it("where a name is bound anew between two calls", async () => {
    const options = {
      baseUrl: new URL(`http://models.example:${server.url.port}`),
      apiKey: null,
      headers: { Connection: "close" },
    };
    const world = { lookup: names("127.0.0.1", "169.254.169.254"), isDenied: isDeniedAddress, now: () => 0 };
    const upstream = openUpstream({ ...options, answerBytesMax: 100, connectionsMax: 1 }, world);
    expect(await upstream.post("/", {}, NEVER)).toEqual({});
    await expect(upstream.post("/", {}, NEVER)).rejects.toMatchObject({ reason: "denied" });
    expect(hits).toBe(1);
    upstream.close();
  });

  it("over a connection whose other end is denied, though its name and its address were not: new or kept", async () => {
    let isEndDenied = true;
    let checkCount = 0;
    // The host and what the name resolves to are checked first; what is checked last is the connection's own end.
    const isDenied = () => {
      checkCount += 1;
      return isEndDenied && checkCount % 3 === 0;
    };
    const options = { baseUrl: new URL(`http://models.example:${server.url.port}`), apiKey: "secret", headers: {} };
    const world = { lookup: names("127.0.0.1"), isDenied, now: () => 0 };
    const upstream = openUpstream({ ...options, answerBytesMax: 100, connectionsMax: 1 }, world);
    await expect(upstream.post("/", {}, NEVER)).rejects.toMatchObject({ reason: "denied" });
    expect(hits).toBe(0);
    isEndDenied = false;
    expect(await upstream.post("/", {}, NEVER)).toEqual({});
    isEndDenied = true;
    checkCount = 1;
    await expect(upstream.post("/", {}, NEVER)).rejects.toMatchObject({ reason: "denied" });
    expect({ hits, checkCount }).toEqual({ hits: 1, checkCount: 3 });
    upstream.close();
  });

  it.each([
    [true, 0, "denied"],
    [false, 1, "unreachable"],
  ])("to begin TLS where the end is denied: %s", async (isEndDenied, greetings, reason) => {
    let greeted = 0;
    const listener = createServer((socket) => {
      socket.on("error", () => undefined);
      socket.once("data", () => {
        greeted += 1;
        socket.destroy();
      });
    });
    listener.listen(0, "127.0.0.1");
    await once(listener, "listening");
    const { port } = listener.address() as AddressInfo;
    let checkCount = 0;
    const isDenied = () => {
      checkCount += 1;
      return isEndDenied && checkCount === 3;
    };
    const options = { baseUrl: new URL(`https://models.example:${port}`), apiKey: "secret", headers: {} };
    const world = { lookup: names("127.0.0.1"), isDenied, now: () => 0 };
    const upstream = openUpstream({ ...options, answerBytesMax: 100, connectionsMax: 1 }, world);
    await expect(upstream.post("/", {}, NEVER)).rejects.toMatchObject({ reason });
    upstream.close();
    listener.close();
    await once(listener, "close");
    expect(greeted).toBe(greetings);
  });

  it.each([
    "http://169.254.169.254/latest/meta-data",
    "http://127.0.0.1/internal",
    "//[::1]/internal",
    "/internal",
    "file:///etc/passwd",
  ])("by way of a redirect to %s", async (target) => {
    const options = { baseUrl: new URL(`/to/${encodeURIComponent(target)}`, server.url), apiKey: null, headers: {} };
    const upstream = openUpstream({ ...options, answerBytesMax: 100, connectionsMax: 1 });
    await expect(upstream.post("", {}, NEVER)).rejects.toMatchObject({ reason: "refused", status: 302 });
    expect(hits).toBe(1);
    upstream.close();
  });

  it("by way of a proxy that the environment names", async () => {
    const proxies = ["HTTP_PROXY", "http_proxy", "ALL_PROXY"].filter((name) => process.env[name] === undefined);
    for (const name of proxies) {
      process.env[name] = server.url.href;
    }
    expect(await call("models.example", names("169.254.169.254"))).toMatchObject({ reason: "denied" });
    for (const name of proxies) {
      delete process.env[name];
    }
    expect(hits).toBe(0);
  });
});

describe("a model beside the server", () => {
  it.each(LOOPBACK_HOSTS.filter((host) => !/\[::1\]|255/.test(host)))("is reached as http://%s", async (host) => {
    expect(await call(host, names("192.0.2.1"))).toEqual({});
    expect(hits).toBe(1);
  });
});
