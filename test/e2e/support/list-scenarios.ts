import type { ApiClient } from "./api-client.ts";
import type { WireScenario } from "./wire.ts";

/** Every scenario of every collection that the server has. */
export async function listScenarios(client: ApiClient): Promise<readonly WireScenario[]> {
  const { collections } = await client.json<{ collections: readonly { slug: string }[] }>(200, "GET", "/api/v1/collections");
  const lists = await Promise.all(
    collections.map(({ slug }) =>
      client.json<{ scenarios: readonly WireScenario[] }>(200, "GET", `/api/v1/collections/${slug}/scenarios`),
    ),
  );
  return lists.flatMap(({ scenarios }) => scenarios);
}
