import type { MarkdownIt, StateBlock, StateInline } from "markdown-it";
import { matchMath } from "./match-math.ts";
import { renderMath } from "./render-math.ts";

/** Stands for a vertical bar inside a formula, where Markdown would end a cell of a table at it. No text holds it: it is not a character. */
const BAR = "\ufdd0";
const BLOCKS = { $$: "$$", "\\[": "\\]" } as const;
/** A displayed formula of more lines is text. */
const FORMULA_LINES = 200;

/** Teaches a parser formulas. They are recognised before Markdown's own signs, so that underscores, asterisks, backslashes and lists inside them stay theirs. */
export function addMathRules(parser: MarkdownIt): void {
  parser.inline.ruler.before("escape", "math", inlineMath);
  parser.block.ruler.before("fence", "math", blockMath, { alt: ["paragraph", "reference", "blockquote", "list"] });
  parser.renderer.rules["math"] = (tokens, index) => {
    const token = tokens[index];
    return token === undefined ? "" : renderMath(token.content, token.block || token.markup === "displayed");
  };
}

/** Hides the bars inside formulas from the reader of tables. Undone by `showBars` on whatever comes of the text. */
export function hideBars(text: string): string {
  return text
    .replaceAll(BAR, "\ufffd")
    .split("\n")
    .map((line) => (line.includes("|") && /[$\\]/.test(line) ? hideBarsOfLine(line) : line))
    .join("\n");
}

/** @param text source or HTML made of what `hideBars` gave. */
export function showBars(text: string): string {
  return text.replaceAll(BAR, "|");
}

function hideBarsOfLine(line: string): string {
  let hidden = "";
  let index = 0;
  while (index < line.length) {
    const match = matchMath(line, index);
    const end = match?.end ?? index + 1;
    const part = line.slice(index, end);
    hidden += match === null ? part : part.replaceAll("|", BAR);
    index = end;
  }
  return hidden;
}

function inlineMath(state: StateInline, silent: boolean): boolean {
  const match = matchMath(state.src, state.pos);
  if (match === null || match.end > state.posMax) {
    return false;
  }
  if (!silent) {
    const token = state.push("math", "", 0);
    token.content = showBars(match.source);
    token.markup = match.isDisplayed ? "displayed" : "inline";
  }
  state.pos = match.end;
  return true;
}

/** A displayed formula that has its lines to itself, empty ones among them. */
function blockMath(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const opener = lineOf(state, startLine).slice(0, 2);
  const closer = opener === "$$" || opener === "\\[" ? BLOCKS[opener] : null;
  if (closer === null || (state.sCount[startLine] ?? 0) - state.blkIndent >= 4) {
    return false;
  }
  const lines: string[] = [];
  const lastLine = Math.min(endLine, startLine + FORMULA_LINES);
  for (let line = startLine; line < lastLine; line += 1) {
    if (!state.isEmpty(line) && (state.sCount[line] ?? 0) < state.blkIndent) {
      return false;
    }
    const text = line === startLine ? lineOf(state, line).slice(2) : lineOf(state, line);
    const at = text.indexOf(closer);
    if (at < 0) {
      lines.push(text);
      continue;
    }
    const source = [...lines, text.slice(0, at)].join("\n").trim();
    if (source === "" || text.slice(at + 2).trim() !== "") {
      return false;
    }
    if (!silent) {
      pushBlock(state, source, startLine, line + 1);
    }
    return true;
  }
  return false;
}

function pushBlock(state: StateBlock, source: string, startLine: number, endLine: number): void {
  const token = state.push("math", "", 0);
  token.block = true;
  token.content = showBars(source);
  token.map = [startLine, endLine];
  state.line = endLine;
}

function lineOf(state: StateBlock, line: number): string {
  return state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line] ?? 0);
}
