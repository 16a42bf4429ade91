import { isJsonObject } from "../../domain/is-json-object.ts";
import { NAME_CHARACTERS_MAX } from "../wire/names.ts";

/** Which scenario a sample is for. */
export interface ScenarioAddress {
  readonly collectionSlug: string;
  readonly scenarioSlug: string;
}

/** What a sample's label says. */
export interface ReadLabel {
  /** Null: it names no scenario. */
  readonly address: ScenarioAddress | null;
  /** The right answer, for rubrics that compare with one; null: it tells none. */
  readonly reference: string | null;
}

/** A longer label is no name of a scenario. */
const LABEL_CHARACTERS_MAX = 65_536;
const NOTHING: ReadLabel = { address: null, reference: null };

/**
 * What a label says: an object with `collection_slug`, `scenario_slug` and perhaps `reference`, the same as JSON text, or `collection/scenario`. It is the one
 * column of a data set that a trainer passes on, so anything may stand there; what is none of these says nothing.
 */
export function readLabel(label: unknown): ReadLabel {
  if (typeof label !== "string") {
    return readObject(label);
  }
  const text = label.length > LABEL_CHARACTERS_MAX ? "" : label.trim();
  return text.startsWith("{") ? readObject(parseQuietly(text)) : { address: readSlugs(text.split("/")), reference: null };
}

function readObject(label: unknown): ReadLabel {
  if (!isJsonObject(label)) {
    return NOTHING;
  }
  const { reference } = label;
  return {
    address: readSlugs([label["collection_slug"], label["scenario_slug"]]),
    reference: typeof reference === "string" ? reference : null,
  };
}

function readSlugs(parts: readonly unknown[]): ScenarioAddress | null {
  const [collectionSlug, scenarioSlug] = parts;
  return parts.length === 2 && isName(collectionSlug) && isName(scenarioSlug) ? { collectionSlug, scenarioSlug } : null;
}

function isName(value: unknown): value is string {
  return typeof value === "string" && value !== "" && value.length <= NAME_CHARACTERS_MAX;
}

function parseQuietly(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
