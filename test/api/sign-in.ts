import { expect } from "vitest";
import { type TestWorld, withKey } from "./create-test-world.ts";

/** A signed-in annotator as tests use one. */
export interface TestAnnotator {
  readonly annotatorId: string;
  readonly token: string;
  /** Headers of a program that votes for them. */
  readonly headers: { readonly Authorization: string };
}

/** Signs somebody new in, as a front end with an API key does. */
export async function signIn(world: TestWorld, externalId: string, audience = "global"): Promise<TestAnnotator> {
  const response = await world.post(
    "/api/v1/annotators/sessions",
    { external_id: externalId, audience },
    withKey(world.keys.annotator),
  );
  expect(response.status).toBe(201);
  const { annotator_id: annotatorId, token } = (await response.json()) as unknown as { annotator_id: string; token: string };
  return { annotatorId, token, headers: { Authorization: `Bearer ${token}` } };
}
