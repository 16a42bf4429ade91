import type { FencedBlock } from "./read-markdown.ts";

/** Names that mean one language, the first of each line first. */
const LANGUAGE_NAMES = [
  "javascript js jsx mjs cjs node ecmascript",
  "typescript ts tsx mts cts",
  "python py python3 py3 ipython",
  "bash sh shell zsh console shell-session terminal",
  "csharp c# cs dotnet",
  "cpp c++ cc cxx hpp",
  "c h",
  "golang go",
  "rust rs",
  "ruby rb",
  "kotlin kt kts",
  "java",
  "swift",
  "php php8",
  "sql postgresql postgres psql mysql sqlite plsql tsql",
  "yaml yml",
  "json jsonc json5",
  "html htm html5 xhtml",
  "css scss sass less",
  "markdown md",
  "powershell ps1 pwsh ps",
  "r rlang",
  "perl pl",
  "haskell hs",
  "latex tex",
  "dockerfile docker",
  "diff patch udiff",
  "text txt plain plaintext",
].map((line) => line.split(" "));

const LANGUAGE_OF_NAME: ReadonlyMap<string, string> = new Map(
  LANGUAGE_NAMES.flatMap((names) => names.map((name): readonly [string, string] => [name, names[0] ?? name])),
);

/** Whether one of the blocks has content and, where a language is named, is marked as of that language under any of its usual names. */
export function hasCodeBlock(fences: readonly FencedBlock[], language: string | null): boolean {
  const wanted = language === null ? null : canonicalLanguage(language);
  return fences.some((fence) => fence.content.trim() !== "" && (wanted === null || canonicalLanguage(fence.language) === wanted));
}

function canonicalLanguage(name: string): string {
  const plain = name.toLowerCase().replace(/^\{?\.?|\}$/g, "");
  return LANGUAGE_OF_NAME.get(plain) ?? plain;
}
