import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

/** A page is opened through the server, which also answers its requests: `npx vite` shows the page of the sources against a server on its usual port. */
const SERVER = "http://127.0.0.1:8080";

/** KaTeX names each font in three formats. Every browser that runs the page reads the first. */
const newestFontsOnly: Plugin = {
  name: "newest-fonts-only",
  enforce: "pre",
  transform: (code, id) =>
    /katex.*\.css/.test(id) ? code.replaceAll(/,\s*url\([^)]*\.(?:woff|ttf)\)\s*format\("\w+"\)/g, "") : null,
};

// The voting page, built into dist/web/vote/ and served by src/http/routes/vote-page.ts.
export default defineConfig({
  root: fileURLToPath(new URL("src/web/vote", import.meta.url)),
  base: "/vote/",
  plugins: [react(), newestFontsOnly],
  build: {
    outDir: fileURLToPath(new URL("dist/web/vote", import.meta.url)),
    emptyOutDir: true,
    target: "es2022",
    // The page's content policy takes no data addresses of fonts, and no inline scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: { checks: { pluginTimings: false } },
  },
  server: { proxy: { "/api": SERVER } },
});
