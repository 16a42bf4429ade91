import type { MarkdownIt, StateCore, Token } from "markdown-it";
import markdownIt from "markdown-it";
import { escapeHtml } from "./escape-html.ts";
import { type Direction, firstDirection } from "./first-direction.ts";
import { highlightCode } from "./highlight-code.ts";
import { addInertRules } from "./inert-rules.ts";
import { addMathRules, hideBars, showBars } from "./math-rules.ts";

/** The parser leaves out what is nested deeper. A text with quotes in quotes and lists in lists beyond it is shown as it stands, so that nothing of it is hidden. */
const NESTED_BLOCKS = 60;
/** The page's own headings are the first two levels. */
const HEADING_SHIFT = 2;
/** Hold text of their own, whose direction the browser finds. */
const TEXT_BLOCKS = new Set(["paragraph_open", "heading_open"]);
/** Hold blocks: numbers, bullets, columns and the line of a quote go by the whole. The browser's own search passes over blocks that have found their direction. */
const BLOCKS_OF_BLOCKS = new Set(["blockquote_open", "bullet_list_open", "ordered_list_open", "table_open"]);

const parser = createParser();

/**
 * Markdown with formulas and code as HTML. HTML in the text is shown as text, links are words, and nothing is loaded from elsewhere than the media origins. Hostile text
 * may make it slow, never make it throw; the result still passes `sanitiseContent` before it becomes part of a page.
 * @param mediaOrigins such as `https://media.example.org`.
 */
export function renderMarkdown(markdown: string, mediaOrigins: readonly string[]): string {
  const env = { mediaOrigins };
  const tokens = parser.parse(hideBars(markdown), env);
  return tokens.some(({ level }) => level >= NESTED_BLOCKS - 1)
    ? `<pre class="plain-text">${escapeHtml(markdown)}</pre>`
    : showBars(parser.renderer.render(tokens, parser.options, env));
}

function createParser(): MarkdownIt {
  const created = new markdownIt({ html: false, linkify: false, typographer: false, breaks: true });
  created.set({ maxNesting: NESTED_BLOCKS });
  addMathRules(created);
  addInertRules(created);
  addCodeRules(created);
  created.renderer.rules["table_open"] = (tokens, index, _options, _env, renderer) =>
    `<div class="table-frame"><table${renderer.renderAttrs(tokens[index] as Token)}>`;
  created.renderer.rules["table_close"] = () => "</table></div>";
  created.core.ruler.push("folkmoot", directBlocks);
  return created;
}

/** Each block reads in its own direction; headings go below the page's own. */
function directBlocks(state: StateCore): void {
  for (const [index, token] of state.tokens.entries()) {
    if (TEXT_BLOCKS.has(token.type)) {
      token.attrSet("dir", "auto");
    }
    const direction = BLOCKS_OF_BLOCKS.has(token.type) ? directionWithin(state.tokens, index) : null;
    if (direction !== null) {
      token.attrSet("dir", direction);
    }
    if (token.type === "heading_open" || token.type === "heading_close") {
      token.tag = `h${Math.min(6, Number(token.tag.slice(1)) + HEADING_SHIFT)}`;
    }
    if (token.type === "td_open" || token.type === "th_open") {
      // Markdown's alignment is a style attribute, which the page's security policy refuses.
      const side = /^text-align:(left|center|right)$/.exec(String(token.attrGet("style") ?? ""))?.[1];
      token.attrs = [["dir", "auto"], ...(side === undefined ? [] : [["class", `align-${side}`] as [string, string]])];
    }
  }
}

/** The direction of the first text with letters in what opens at `open`; null where there is none. */
function directionWithin(tokens: readonly Token[], open: number): Direction | null {
  const level = tokens[open]?.level ?? 0;
  for (let index = open + 1; (tokens[index]?.level ?? level) > level; index += 1) {
    const token = tokens[index];
    const direction = token?.type === "inline" ? firstDirection(token.content) : null;
    if (direction !== null) {
      return direction;
    }
  }
  return null;
}

function addCodeRules(created: MarkdownIt): void {
  created.renderer.rules["fence"] = (tokens, index) => {
    const token = tokens[index];
    const language = /^[\w+#-]{1,20}/.exec(token?.info ?? "")?.[0].toLowerCase() ?? "";
    return showCode(highlightCode(showBars(token?.content ?? ""), language));
  };
  created.renderer.rules["code_block"] = (tokens, index) => showCode(escapeHtml(tokens[index]?.content ?? ""));
}

function showCode(html: string): string {
  return `<pre dir="ltr"><code class="hljs">${html}</code></pre>\n`;
}
