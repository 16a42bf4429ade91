import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { NotFoundError } from "../../domain/errors.ts";
import { isPublic } from "../access-rules.ts";
import type { HttpEnv } from "../http-env.ts";
import { createOpenApiDocument } from "../openapi-document.ts";
import { problemResponses } from "../problem-responses.ts";

const SWAGGER_UI = createRequire(import.meta.url).resolve("swagger-ui-dist/package.json");

const ASSET_TYPES = {
  "swagger-ui.css": "text/css; charset=utf-8",
  "swagger-ui-bundle.js": "text/javascript; charset=utf-8",
  "favicon-32x32.png": "image/png",
} as const;
type AssetName = keyof typeof ASSET_TYPES;

/** Nothing from elsewhere and no inline script; Swagger UI draws its icons from data addresses. */
const CONTENT_SECURITY_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Folkmoot API</title>
<link rel="icon" href="/docs/assets/favicon-32x32.png">
<link rel="stylesheet" href="/docs/assets/swagger-ui.css">
</head>
<body>
<div id="api"></div>
<script src="/docs/assets/swagger-ui-bundle.js"></script>
<script src="/docs/assets/start.js"></script>
</body>
</html>
`;

const START_SCRIPT = `window.SwaggerUIBundle({ url: "/openapi.json", dom_id: "#api", deepLinking: true, persistAuthorization: false });
`;

const documentRoute = createRoute({
  method: "get",
  operationId: "getOpenApiDocument",
  path: "/openapi.json",
  tags: ["Operations"],
  summary: "This contract as OpenAPI 3.1",
  description: "The document that the page under /docs shows.",
  ...isPublic(),
  responses: {
    200: { description: "The OpenAPI document.", content: { "application/json": { schema: z.record(z.string(), z.unknown()) } } },
  },
});

const pageRoute = createRoute({
  method: "get",
  operationId: "getDocs",
  path: "/docs",
  tags: ["Operations"],
  summary: "This contract to read and try",
  description: "Swagger UI, served from this server alone.",
  ...isPublic(),
  responses: { 200: { description: "A web page.", content: { "text/html": { schema: z.string() } } } },
});

const assetRoute = createRoute({
  method: "get",
  operationId: "getDocsAsset",
  path: "/docs/assets/{file}",
  tags: ["Operations"],
  summary: "A file of the page under /docs",
  description: "Style sheet, scripts and icon.",
  ...isPublic(),
  request: { params: z.object({ file: z.string().min(1).max(64) }) },
  responses: { 200: { description: "The file." }, ...problemResponses(["invalid_request", "not_found"]) },
});

/** GET /openapi.json, /docs and /docs/assets/{file} */
export function mountDocs(app: OpenAPIHono<HttpEnv>, version: string): void {
  let openApiDocument: ReturnType<typeof createOpenApiDocument> | null = null;
  const assets = new Map<AssetName, Uint8Array<ArrayBuffer>>();
  app.openapi(documentRoute, (c) => {
    openApiDocument ??= createOpenApiDocument(app, version);
    return c.json(openApiDocument, 200);
  });
  app.openapi(pageRoute, (c) => {
    c.header("Content-Security-Policy", CONTENT_SECURITY_POLICY);
    c.header("X-Content-Type-Options", "nosniff");
    c.header("Referrer-Policy", "no-referrer");
    return c.html(PAGE);
  });
  app.openapi(assetRoute, async (c) => {
    const { file } = c.req.valid("param");
    c.header("X-Content-Type-Options", "nosniff");
    c.header("Cache-Control", "public, max-age=3600");
    if (file === "start.js") {
      return c.body(START_SCRIPT, 200, { "Content-Type": "text/javascript; charset=utf-8" });
    }
    // Only names from our own list become file names.
    const name = (Object.keys(ASSET_TYPES) as AssetName[]).find((known) => known === file);
    if (name === undefined) {
      throw new NotFoundError(`The documentation has no file ${JSON.stringify(file)}.`);
    }
    const bytes = assets.get(name) ?? new Uint8Array(await readFile(new URL(name, `file://${SWAGGER_UI}`)));
    assets.set(name, bytes);
    return c.body(bytes, 200, { "Content-Type": ASSET_TYPES[name] });
  });
}
