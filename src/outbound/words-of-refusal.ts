/** Characters of a refusal that are told. */
const CHARACTERS_MAX = 300;
/** What a refusal and the request have in common from that length on is taken for a quotation. A shorter run, in a place where nobody looks, is not found: every eighth place is looked at. */
const QUOTED_CHARACTERS = 16;
const STEP = 8;
/** What a word and a secret have in common from that length on makes the word a part of it; servers show a key's ends. */
const SECRET_CHARACTERS = 6;
/** Of a refusal that are looked at at all. */
const READ_CHARACTERS_MAX = 4_096;
const FAULTS_MAX = 3;
/** As models and the values of parameters are called. */
const NAME = /^[\w./:@-]{0,128}$/;
const CUT = "[…]";

/** What may not stand in the words. */
export interface Unsaid {
  /** The request's body: JSON, or nothing. */
  readonly sent: Uint8Array | null;
  /** The key, what else was sent in the operator's own headers, and where to. */
  readonly secrets: readonly string[];
}

/**
 * What a server says of a request that it refuses, fit for an operator's eyes: the message that its JSON holds, or its text, in one line of at most 300 characters without what anybody could mistake for a control. It ends where a key or the address shows, or where the request is quoted, which may
 * hold a scenario's criteria and people's words.
 * @param body the beginning of the answer. @returns null where it says nothing: it is empty, a page, or JSON without a message.
 */
export function wordsOfRefusal(body: Uint8Array, { sent, secrets }: Unsaid): string | null {
  const said = messageOf(new TextDecoder().decode(body).trim()).slice(0, READ_CHARACTERS_MAX);
  // What begins within the words may be known by what stands behind them.
  const line = inOneLine(unescaped(said)).slice(0, 2 * CHARACTERS_MAX);
  const words = bounded(untilSecret(untilQuotation(line, textsIn(sent).map(inOneLine)), secrets));
  return words === "" ? null : words;
}

/** A request is often quoted as it was written. */
function unescaped(text: string): string {
  return text
    .replace(/\\u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/\\[nrt]/g, " ")
    .replace(/\\(["'\\/])/g, "$1");
}

function bounded(words: string): string {
  const characters = [...words];
  return characters.length <= CHARACTERS_MAX ? words : `${characters.slice(0, CHARACTERS_MAX).join("")}…`;
}

/** Where servers put their message: OpenAI's `error.message`, FastAPI's `detail` (whose faults hold the input besides), and `message` or `error` alone. */
function messageOf(text: string): string {
  if (!/^[{[]/.test(text)) {
    return text.startsWith("<") ? "" : text;
  }
  try {
    return messageIn(JSON.parse(text)) ?? "";
  } catch {
    // Cut off in the middle, or not what it seems.
    return /"(?:message|detail|error|msg)"\s*:\s*"((?:[^"\\]|\\.)*)/.exec(text)?.[1] ?? "";
  }
}

function messageIn(value: unknown): string | null {
  if (typeof value === "string") {
    return value;
  }
  if (Array.isArray(value)) {
    const faults = value.slice(0, FAULTS_MAX).flatMap((fault) => messageIn(fault) ?? []);
    return faults.length === 0 ? null : faults.join("; ");
  }
  if (value === null || typeof value !== "object") {
    return null;
  }
  const { error, message, detail, msg, loc } = value as Readonly<Record<string, unknown>>;
  const place = Array.isArray(loc) ? `${loc.map(String).join("/")}: ` : "";
  const found = [message, error, detail, msg].map(messageIn).find((one) => one !== null && one !== "");
  return found === undefined ? null : `${place}${found}`;
}

/** Without controls, marks of direction and breaks: it is shown in logs and terminals. */
function inOneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Surrogate}\s]+/gu, " ").trim();
}

/** Whoever shows one is as likely to show another. */
function untilSecret(line: string, secrets: readonly string[]): string {
  const words = line.split(" ");
  const isSecret = (word: string) => /\*{2,}|^(?:bearer|basic)$/i.test(word) || secrets.some((secret) => sharesRun(word, secret));
  const first = words.findIndex(isSecret);
  return first < 0 ? line : [...words.slice(0, first), CUT].join(" ");
}

function sharesRun(word: string, secret: string): boolean {
  if (secret === "" || secret.length <= SECRET_CHARACTERS) {
    return secret !== "" && word.includes(secret);
  }
  for (let at = 0; at + SECRET_CHARACTERS <= word.length; at += 1) {
    if (secret.includes(word.slice(at, at + SECRET_CHARACTERS))) {
      return true;
    }
  }
  return false;
}

function untilQuotation(line: string, texts: readonly string[]): string {
  const isShort = (text: string) => text.length < QUOTED_CHARACTERS + STEP;
  const wholes = texts.filter((text) => isShort(text) && text !== "").map((text) => line.indexOf(text));
  const first = Math.min(
    ...[
      ...wholes,
      findRun(
        line,
        texts.filter((text) => !isShort(text)),
      ),
    ].filter((at) => at >= 0),
  );
  return Number.isFinite(first) ? `${line.slice(0, first).trimEnd()} ${CUT}`.trimStart() : line;
}

/** Where a long run begins that stands in one of the texts; -1: nowhere. */
function findRun(line: string, texts: readonly string[]): number {
  const stands = (from: number, end: number) => texts.some((text) => text.includes(line.slice(from, end)));
  for (let at = 0; at + QUOTED_CHARACTERS <= line.length; at += STEP) {
    const end = at + QUOTED_CHARACTERS;
    if (stands(at, end)) {
      let from = at;
      while (from > 0 && stands(from - 1, end)) {
        from -= 1;
      }
      return from;
    }
  }
  return -1;
}

/** What a request says: the names of models and members say nothing, and may be quoted. */
function textsIn(sent: Uint8Array | null): readonly string[] {
  const texts: string[] = [];
  const gather = (value: unknown): void => {
    if (typeof value === "string") {
      texts.push(value);
    } else if (value !== null && typeof value === "object") {
      for (const member of Object.values(value)) {
        gather(member);
      }
    }
  };
  gather(sent === null ? null : JSON.parse(new TextDecoder().decode(sent)));
  return texts.filter((text) => !NAME.test(text));
}
