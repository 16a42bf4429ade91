import { basename, resolve } from "node:path";
import type { Logger } from "pino";
import type { CatalogEvent } from "../scenario-files/open-scenario-catalog.ts";

/** Tells the log what happened to the scenario files. @param scenarios the folder of all of them. */
export function logCatalogEvent(logger: Logger, scenarios: string, event: CatalogEvent): void {
  if (event.kind === "root gone") {
    logger.warn({ folder: resolve(scenarios) }, "the folder of scenarios is gone: what was loaded stays until it is there again");
    return;
  }
  if (event.kind === "root replaced") {
    logger.info({ folder: resolve(scenarios) }, "the folder of scenarios is there anew: every collection is read again");
    return;
  }
  if (event.kind === "root fault") {
    const fields = { err: event.fault, folder: resolve(scenarios) };
    logger.error(fields, "the folder of scenarios cannot be followed: what was loaded stays, and it is tried again and again");
    return;
  }
  const { kind, collectionSlug } = event;
  if (event.kind === "refused") {
    // Places only: a finding may quote the scenario's private half.
    const places = event.findings.map(({ file, line }) => (line === null ? basename(file) : `${basename(file)}:${line}`));
    logger.error(
      { collection: collectionSlug, places },
      "collection refused, the old version stays; `folkmoot scenarios check` tells the reasons",
    );
  } else {
    logger.info({ collection: collectionSlug, scenarios: event.scenarios }, `collection ${kind}`);
  }
}
