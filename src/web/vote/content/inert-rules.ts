import type { Env, MarkdownIt, RendererRule } from "markdown-it";
import { escapeHtml } from "./escape-html.ts";
import { readMediaSource } from "./media-source.ts";

/** What one rendering is given beside its text. */
interface MediaEnv extends Env {
  readonly mediaOrigins: readonly string[];
}

/** Makes links words with their address, images and their like only what may be loaded, or a line that says what was not. */
export function addInertRules(parser: MarkdownIt): void {
  parser.renderer.rules["link_open"] = () => `<span class="link">`;
  parser.renderer.rules["link_close"] = closeLink;
  parser.renderer.rules["image"] = (tokens, index, options, env, renderer) => {
    const token = tokens[index];
    return token === undefined
      ? ""
      : showMedia(
          String(token.attrGet("src") ?? ""),
          renderer.renderInlineAsText(token.children ?? [], options, env),
          env as MediaEnv | undefined,
        );
  };
}

/** The address behind the words, unless the words are the address. */
const closeLink: RendererRule = (tokens, index) => {
  let words = "";
  let open = index - 1;
  while (open > 0 && tokens[open]?.type !== "link_open") {
    words = (tokens[open]?.content ?? "") + words;
    open -= 1;
  }
  const address = String(tokens[open]?.attrGet("href") ?? "");
  const isShown = words === address || tokens[open]?.info === "auto";
  return isShown ? "</span>" : ` <span class="link-address">(${escapeHtml(address)})</span></span>`;
};

function showMedia(address: string, words: string, env: MediaEnv | undefined): string {
  const source = readMediaSource(address, env?.mediaOrigins ?? []);
  const label = escapeHtml(words);
  if (source.kind === "refused") {
    const what = words === "" ? "" : `: ${label}`;
    return `<span class="media-refused">Not loaded from ${escapeHtml(source.origin)}${what}</span>`;
  }
  const url = escapeHtml(source.url);
  switch (source.kind) {
    case "image":
      return `<img class="media" src="${url}" alt="${label}" referrerpolicy="no-referrer">`;
    case "video":
      return `<video class="media" src="${url}" aria-label="${label}" controls preload="auto" playsinline></video>`;
    case "audio":
      return `<audio class="media" src="${url}" aria-label="${label}" controls preload="auto"></audio>`;
  }
}
