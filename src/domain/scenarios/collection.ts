import type { Scenario } from "./scenario.ts";

/** A named set of scenarios whose answers carry the same dimension keys. */
export interface Collection {
  readonly slug: string;
  readonly title: string;
  readonly description: string;
  readonly language: string;
  readonly dimensions: readonly PublicDimension[];
  readonly scenarios: ReadonlyMap<string, Scenario>;
}

/** The part of a dimension the world may see: its key and a generic name. */
export interface PublicDimension {
  readonly key: string;
  readonly title: string;
  readonly description: string;
}
