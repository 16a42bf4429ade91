import { LineCounter, parseDocument } from "yaml";
import type { z } from "zod";

/** Bytes a scenario or collection file may have. */
export const FILE_BYTES_MAX = 1024 * 1024;
/** Aliases a YAML file may use: enough to share a list, too few for a bomb. */
const ALIASES_MAX = 50;

/** What is wrong with a file, and where. */
export interface FileFinding {
  readonly file: string;
  /** 1-based; null where the finding is about the whole file. */
  readonly line: number | null;
  /** Dotted path of the field, empty for the whole file. */
  readonly field: string;
  readonly message: string;
}

/** A YAML text that can say on which line a field stands. */
export interface YamlSource {
  lineOf(path: readonly PropertyKey[]): number | null;
}

export type ParsedFile<T> =
  | { readonly ok: true; readonly value: T; readonly source: YamlSource }
  | { readonly ok: false; readonly findings: readonly FileFinding[] };

/** Parses YAML text and checks it against the schema; every finding names file, line, field and rule. */
export function parseYamlFile<T>(file: string, text: string, schema: z.ZodType<T>): ParsedFile<T> {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, merge: false, uniqueKeys: true, schema: "core", customTags: [] });
  if (document.errors.length > 0) {
    return {
      ok: false,
      findings: document.errors.map((error) => ({
        file,
        line: lineCounter.linePos(error.pos[0]).line,
        field: "",
        message: error.message.split("\n")[0] ?? error.message,
      })),
    };
  }
  const source: YamlSource = {
    lineOf(path) {
      for (let length = path.length; length >= 0; length -= 1) {
        const node = document.getIn(path.slice(0, length), true);
        const range = hasRange(node) ? node.range : null;
        if (range) {
          return lineCounter.linePos(range[0]).line;
        }
      }
      return null;
    },
  };
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: ALIASES_MAX });
  } catch (error) {
    return {
      ok: false,
      findings: [{ file, line: null, field: "", message: error instanceof Error ? error.message : String(error) }],
    };
  }
  const result = schema.safeParse(value);
  if (result.success) {
    return { ok: true, value: result.data, source };
  }
  return {
    ok: false,
    findings: result.error.issues.map((issue) => ({
      file,
      line: source.lineOf(issue.path),
      field: issue.path.join("."),
      message: issue.message,
    })),
  };
}

function hasRange(node: unknown): node is { readonly range: readonly [number, number, number] } {
  return typeof node === "object" && node !== null && "range" in node && Array.isArray(node.range);
}

/** `file:line: field: message`, as editors and terminals link it. */
export function formatFinding(finding: FileFinding): string {
  const place = finding.line === null ? finding.file : `${finding.file}:${finding.line}`;
  return finding.field === "" ? `${place}: ${finding.message}` : `${place}: ${finding.field}: ${finding.message}`;
}
