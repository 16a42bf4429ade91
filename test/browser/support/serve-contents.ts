import { createReadStream, existsSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { build } from "vite";
import { makeTemporaryFolder } from "../../e2e/support/temporary-folder.ts";

const SOURCE = fileURLToPath(new URL("../content-page", import.meta.url));
const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".woff2": "font/woff2",
};

/** A page that shows texts as the voting page does, without the rest of it. */
export interface ContentsServer {
  readonly url: string;
  /** What the page shows when it is opened next. */
  contents: { readonly texts: readonly string[]; readonly mediaOrigins: readonly string[] };
  /** Answered at `/media/…`, by path, once `after` has come, where it is given; any other is 404. */
  readonly media: Map<string, { readonly type: string; readonly body: Buffer; readonly after?: Promise<void> }>;
  close(): void;
}

/** Builds the page and serves it with a content policy. @param policy from the media origins. */
export async function serveContents(policy: (mediaOrigins: readonly string[]) => string): Promise<ContentsServer> {
  const folder = makeTemporaryFolder();
  await build({
    root: SOURCE,
    configFile: false,
    logLevel: "error",
    plugins: [react()],
    build: { outDir: folder.path, emptyOutDir: true, assetsInlineLimit: 0, target: "es2022", modulePreload: { polyfill: false } },
  });
  const media: ContentsServer["media"] = new Map();
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? "/", "http://localhost").pathname;
    const medium = media.get(path);
    const file = join(folder.path, path === "/" ? "index.html" : path);
    if (path === "/contents.json") {
      response.setHeader("content-type", "application/json").end(JSON.stringify(served.contents));
    } else if (medium !== undefined) {
      await medium.after;
      response.setHeader("content-type", medium.type).end(medium.body);
    } else if (existsSync(file) && !path.includes("..")) {
      response.setHeader("content-type", TYPES[extname(file)] ?? "application/octet-stream");
      response.setHeader("content-security-policy", policy(served.contents.mediaOrigins));
      createReadStream(file).pipe(response);
    } else {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const served: ContentsServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    contents: { texts: [], mediaOrigins: [] },
    media,
    close: () => {
      server.closeAllConnections();
      server.close();
      folder.remove();
    },
  };
  return served;
}
