import { constructFromEvents, EVENT_ID, type Event, parseEvents, YAMLException } from "js-yaml";
import type { z } from "zod";
import { explainYamlValue } from "./explain-yaml-value.ts";
import { lineOfField } from "./line-of-field.ts";
import type { ParsedTexts } from "./parsed-texts.ts";

/** Bytes a scenario or collection file may have. */
export const FILE_BYTES_MAX = 1024 * 1024;
/** Aliases a YAML file may use: enough to share a list, too few for a bomb. */
const ALIASES_MAX = 50;
const NESTING_MAX = 40;

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
  | {
      readonly ok: true;
      readonly value: T;
      readonly source: YamlSource;
      /** The text is one of those that were known beforehand. */
      readonly isKnown: boolean;
    }
  | { readonly ok: false; readonly findings: readonly FileFinding[] };

/** What a YAML text stands for. Throws a `YAMLException` where it is none, or is nested too deeply or refers to itself too often. */
export function parseYaml(text: string): { readonly value: unknown; readonly events: readonly Event[] } {
  const events = parseEvents(text, { maxDepth: NESTING_MAX });
  const [value] = constructFromEvents(events, { source: text, maxAliases: ALIASES_MAX });
  return { value, events };
}

/**
 * Parses YAML text and checks it against the schema; every finding names file, line, field and rule.
 * @param known values of texts that need not be parsed again.
 */
export function parseYamlFile<T>(file: string, text: string, schema: z.ZodType<T>, known: ParsedTexts | null): ParsedFile<T> {
  let events: readonly Event[] | null = null;
  let value = known?.find(text);
  const isKnown = value !== undefined;
  try {
    if (value === undefined) {
      ({ events, value } = parseYaml(text));
    }
  } catch (error) {
    if (error instanceof YAMLException) {
      return { ok: false, findings: [{ file, line: error.mark ? error.mark.line + 1 : null, field: "", message: error.reason }] };
    }
    throw error;
  }
  if (value === undefined || value === null) {
    return { ok: false, findings: [{ file, line: null, field: "", message: "is empty" }] };
  }
  if (events !== null && events.filter(({ type }) => type === EVENT_ID.DOCUMENT).length > 1) {
    const message = 'holds several YAML documents: a line "---" begins another one; only one is read';
    return { ok: false, findings: [{ file, line: null, field: "", message }] };
  }
  const source: YamlSource = {
    lineOf: (path) => {
      events ??= parseYaml(text).events;
      return lineOfField(text, events, path);
    },
  };
  const result = schema.safeParse(value, { error: explainYamlValue });
  if (result.success) {
    return { ok: true, value: result.data, source, isKnown };
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

/** `file:line: field: message`, as editors and terminals link it. */
export function formatFinding(finding: FileFinding): string {
  const place = finding.line === null ? finding.file : `${finding.file}:${finding.line}`;
  return finding.field === "" ? `${place}: ${finding.message}` : `${place}: ${finding.field}: ${finding.message}`;
}
