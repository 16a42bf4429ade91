/** Words whose full stop ends no sentence, without their last stop. */
const ABBREVIATIONS: ReadonlySet<string> = new Set(
  "dr mr mrs ms prof st jr sr vs no nr approx dept est fig inc ltd co e.g i.e eg ie cf ca al ext tel ref appt temp max min hrs mins a.k.a".split(
    " ",
  ),
);
const TERMINATORS = ".?!…。？！";
const TERMINATOR = new RegExp(`[${TERMINATORS}]`, "g");
const CLOSERS = "\"')]}”’»*_";
/** What a list or a heading puts before its text. */
const LIST_MARK = /^(?:[-*+•·–—>#]{1,6}\s|\(?(?:\d{1,3}|[a-zA-Z])[.)]\s|\(\d{1,3}\)\s)\s*/u;
const HAS_WORD = /[\p{L}\p{N}]/u;
const CAPITAL = /\p{Lu}/u;
const INITIAL = /^\p{Lu}$/u;
/** A small letter after a space: the sentence is not over. */
const GOES_ON = /^ \p{Ll}/u;

/**
 * The sentences of a cleaned text, in order, each with its closing mark. Line breaks end a sentence; abbreviations, decimals, initials and
 * list marks do not. Pieces without a letter or digit are left out. Takes time linear in the text.
 */
export function splitSentences(text: string): readonly string[] {
  const sentences: string[] = [];
  for (const line of text.split("\n")) {
    splitLine(line.trim().replace(LIST_MARK, ""), sentences);
  }
  return sentences;
}

function splitLine(line: string, sentences: string[]): void {
  let start = 0;
  let position = 0;
  while (position < line.length) {
    const mark = findTerminator(line, position);
    if (mark < 0) {
      break;
    }
    position = skip(CLOSERS, line, skip(TERMINATORS, line, mark));
    if (endsSentence(line, start, mark, position)) {
      keep(line.slice(start, position), sentences);
      start = position;
    }
  }
  keep(line.slice(start), sentences);
}

function keep(piece: string, sentences: string[]): void {
  if (HAS_WORD.test(piece)) {
    sentences.push(piece.trim());
  }
}

/** Where the next closing mark stands; -1 where there is none. */
function findTerminator(line: string, from: number): number {
  TERMINATOR.lastIndex = from;
  return TERMINATOR.test(line) ? TERMINATOR.lastIndex - 1 : -1;
}

function isIn(set: string, line: string, position: number): boolean {
  return set.includes(line.charAt(position)) && position < line.length;
}

function skip(set: string, line: string, from: number): number {
  let position = from;
  while (isIn(set, line, position)) {
    position += 1;
  }
  return position;
}

/** `mark` is the first closing mark, `after` what follows marks and quotes. */
function endsSentence(line: string, start: number, mark: number, after: number): boolean {
  if ("。？！".includes(line.charAt(mark))) {
    return true;
  }
  if (after < line.length && line.charAt(after) !== " ") {
    return line.charAt(mark) !== "." && line.charAt(mark) !== "…" && CAPITAL.test(line.charAt(after));
  }
  if (line.charAt(mark) !== "." || after - mark > 1) {
    return !(line.charAt(mark) === "…" || line.startsWith("..", mark)) || !GOES_ON.test(line.slice(after, after + 2));
  }
  const word = lastWord(line, start, mark);
  const isInitial = word !== "I" && INITIAL.test(word);
  return !(isInitial || ABBREVIATIONS.has(word.toLowerCase())) || after >= line.length;
}

/** The characters before the mark back to a space or bracket; no longer than an abbreviation can be, so that the whole stays linear. */
function lastWord(line: string, start: number, mark: number): string {
  const from = Math.max(start, mark - 8);
  const piece = line.slice(from, mark);
  const cut = Math.max(piece.lastIndexOf(" "), piece.lastIndexOf("("), piece.lastIndexOf('"'));
  return cut < 0 && from > start ? "" : piece.slice(cut + 1);
}
