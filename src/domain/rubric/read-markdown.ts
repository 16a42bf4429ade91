/** A fenced block of a text. */
export interface FencedBlock {
  /** The first word after the opening fence in lower case; empty where there is none. */
  readonly language: string;
  readonly content: string;
  /** An opening fence without a closing one lasts to the end of the text. */
  readonly isClosed: boolean;
}

/** A text taken apart. */
export interface MarkdownView {
  /** The lines outside the fenced blocks. */
  readonly lines: readonly string[];
  /** The same as one text. */
  readonly prose: string;
  readonly fences: readonly FencedBlock[];
}

const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const LANGUAGE = /^[^\s,:]+/;

/** Takes the fenced blocks out of a text (CommonMark §4.5). Linear in the text. */
export function readMarkdown(text: string): MarkdownView {
  const lines = text.split("\n");
  if (!(text.includes("```") || text.includes("~~~"))) {
    return { lines, prose: text, fences: [] };
  }
  const kept: string[] = [];
  const fences: FencedBlock[] = [];
  let position = 0;
  while (position < lines.length) {
    const line = lines[position] ?? "";
    const [opening, mark] = FENCE.exec(line) ?? [];
    const info = line.slice(opening?.length ?? 0);
    position += 1;
    // Backticks after an opening of backticks: code within a line.
    if (mark === undefined || (mark.startsWith("`") && info.includes("`"))) {
      kept.push(line);
      continue;
    }
    const start = position;
    while (position < lines.length && !closesFence(lines[position] ?? "", mark)) {
      position += 1;
    }
    fences.push({
      language: (LANGUAGE.exec(info.trim())?.[0] ?? "").toLowerCase(),
      content: lines.slice(start, position).join("\n"),
      isClosed: position < lines.length,
    });
    // A block separates the paragraphs around it, as a blank line does.
    kept.push("");
    position += 1;
  }
  return { lines: kept, prose: kept.join("\n"), fences };
}

function closesFence(line: string, mark: string): boolean {
  const trimmed = line.trim();
  return trimmed.length >= mark.length && trimmed === mark.charAt(0).repeat(trimmed.length);
}
