import { toWireRevision } from "../http/wire/revision-view.ts";
import type { DeliveryRecord } from "../ports/comparison-store.ts";
import type { Asking } from "../services/people/asking.ts";
import { PeopleDesk } from "../services/people/people-desk.ts";
import { RevisionFeed } from "../services/people/revision-feed.ts";
import type { ServicePorts } from "../services/service-ports.ts";

/** What is owed to the webhook for a revision; null: nothing. @param comparison as the API shows it. */
export type OweRevision = (tenantId: string, comparison: object, revisedAt: number) => DeliveryRecord | null;

/** The people as a source of evidence, and the news of the revisions that their votes make. */
export function openPeople(
  ports: Omit<ServicePorts, "people" | "revisions"> & Asking,
  owe: OweRevision,
): { readonly people: PeopleDesk; readonly revisions: RevisionFeed } {
  const revisions = new RevisionFeed();
  const people = new PeopleDesk({
    ...ports,
    revisions,
    oweDelivery: (tenantId, view) => owe(tenantId, toWireRevision(view), view.revisedAt),
  });
  return { people, revisions };
}
