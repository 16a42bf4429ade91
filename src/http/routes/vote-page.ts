import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { NotFoundError } from "../../domain/errors.ts";
import { isPublic } from "../access-rules.ts";
import type { HttpEnv } from "../http-env.ts";
import type { HttpOptions } from "../http-options.ts";
import { problemResponses } from "../problem-responses.ts";

const FILE_TYPES: Readonly<Record<string, string>> = {
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  svg: "image/svg+xml",
  png: "image/png",
  woff2: "font/woff2",
  woff: "font/woff",
  ttf: "font/ttf",
};
/** Written as text: packed they are a third as long, which on a slow phone is ten seconds. Fonts and images are packed already. */
const PACKED_ENDINGS = new Set(["js", "css", "svg"]);
const TAKES_GZIP = /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/i;
const pack = promisify(gzip);

/** A name as the build gives them: no path, and an ending that we know. */
const ASSET_NAME = /^[\w-]+(?:\.[\w-]+)*\.([a-z0-9]+)$/;
/** Every asset's name carries a digest of its content: another content has another name. */
const IMMUTABLE = "public, max-age=31536000, immutable";
/** Assets kept in memory: more than a build has. */
const ASSETS_KEPT_MAX = 500;

/** A file as it stands, and packed where that is worth it. */
interface Asset {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly gzipped: Uint8Array<ArrayBuffer> | null;
}

/** The market and its sandbox, for workers and for requesters. */
const MTURK_FRAMES =
  "https://worker.mturk.com https://workersandbox.mturk.com https://requester.mturk.com https://requestersandbox.mturk.com https://www.mturk.com";

const NOT_BUILT = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Folkmoot</title></head>
<body>
<h1>The voting page is not built</h1>
<p>This server runs without it. <code>npm run build</code> builds the page, <code>npm start</code> does so by itself.</p>
</body>
</html>
`;

const pageRoute = createRoute({
  method: "get",
  operationId: "getVotePage",
  path: "/vote",
  tags: ["Voting"],
  summary: "The page on which people vote",
  description: "A web page, served from this server alone. Invite links lead here.",
  ...isPublic(),
  responses: { 200: { description: "A web page.", content: { "text/html": { schema: z.string() } } } },
});

const assetRoute = createRoute({
  method: "get",
  operationId: "getVotePageAsset",
  path: "/vote/assets/{file}",
  tags: ["Voting"],
  summary: "A file of the voting page",
  description: "Scripts, style sheets, fonts and icons. A file never changes: another version has another name.",
  ...isPublic(),
  request: { params: z.object({ file: z.string().min(1).max(128) }) },
  responses: { 200: { description: "The file." }, ...problemResponses(["invalid_request", "not_found"]) },
});

/** GET /vote and /vote/assets/{file}. */
export function mountVotePage(
  app: OpenAPIHono<HttpEnv>,
  { votePage: folder, mediaOrigins, isFramedByMturk }: Pick<HttpOptions, "votePage" | "mediaOrigins" | "isFramedByMturk">,
): void {
  const contentSecurityPolicy = toContentSecurityPolicy(mediaOrigins, isFramedByMturk);
  const assets = new Map<string, Asset>();
  let page: string | null = null;
  app.openapi(pageRoute, async (c) => {
    page ??= await readText(new URL("index.html", folder));
    c.header("Content-Security-Policy", contentSecurityPolicy);
    c.header("X-Content-Type-Options", "nosniff");
    c.header("Referrer-Policy", "no-referrer");
    c.header("Cache-Control", "no-cache");
    return c.html(page ?? NOT_BUILT);
  });
  app.openapi(assetRoute, async (c) => {
    const { file } = c.req.valid("param");
    const ending = ASSET_NAME.exec(file)?.[1] ?? "";
    const type = FILE_TYPES[ending];
    const asset = type === undefined ? null : (assets.get(file) ?? (await readAsset(new URL(`assets/${file}`, folder), ending)));
    if (asset === null || type === undefined) {
      throw new NotFoundError(`The voting page has no file ${JSON.stringify(file)}.`);
    }
    if (assets.size < ASSETS_KEPT_MAX) {
      assets.set(file, asset);
    }
    const packed = TAKES_GZIP.test(c.req.header("Accept-Encoding") ?? "") ? asset.gzipped : null;
    return c.body(packed ?? asset.bytes, 200, {
      "Content-Type": type,
      ...(packed === null ? {} : { "Content-Encoding": "gzip" }),
      ...(asset.gzipped === null ? {} : { Vary: "Accept-Encoding" }),
      "Cache-Control": IMMUTABLE,
      // A worker keeps to its own file's policy, not the page's: it renders, and asks nobody for anything.
      "Content-Security-Policy": "default-src 'none'",
      "X-Content-Type-Options": "nosniff",
    });
  });
}

/**
 * Scripts, styles, fonts and requests: our own alone. Media: ours, and what the operator allows. Forms: MTurk's, with which a worker hands a task in. Text becomes
 * markup by one policy, the sanitiser's. Frames: nobody's, or those in which workers and requesters see a task.
 */
export function toContentSecurityPolicy(mediaOrigins: readonly string[], isFramedByMturk = false): string {
  const media = mediaOrigins.join(" ");
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    `img-src 'self' data: ${media}`.trimEnd(),
    `media-src ${media === "" ? "'none'" : media}`,
    "form-action https://www.mturk.com https://workersandbox.mturk.com",
    "base-uri 'none'",
    `frame-ancestors ${isFramedByMturk ? MTURK_FRAMES : "'none'"}`,
    "require-trusted-types-for 'script'",
    "trusted-types folkmoot-content",
  ].join("; ");
}

/** Null where there is no such file. */
async function readAsset(file: URL, ending: string): Promise<Asset | null> {
  const bytes = await readBytes(file);
  return bytes === null
    ? null
    : { bytes, gzipped: PACKED_ENDINGS.has(ending) ? new Uint8Array(await pack(bytes, { level: 9 })) : null };
}

async function readText(file: URL): Promise<string | null> {
  const bytes = await readBytes(file);
  return bytes === null ? null : new TextDecoder().decode(bytes);
}

/** Null where there is no such file. */
async function readBytes(file: URL): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    return new Uint8Array(await readFile(file));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") {
      return null;
    }
    throw error;
  }
}
