interface OfScenario {
  readonly request: { readonly collectionSlug: string; readonly scenarioSlug: string };
}

/** Conversations by the scenario that they answer, each in the order in which they came. */
export function byScenario<Conversation extends OfScenario>(
  conversations: readonly Conversation[],
): readonly (readonly [Conversation, ...Conversation[]])[] {
  const parts = new Map<string, [Conversation, ...Conversation[]]>();
  for (const conversation of conversations) {
    const { collectionSlug, scenarioSlug } = conversation.request;
    const name = `${collectionSlug}/${scenarioSlug}`;
    const part = parts.get(name);
    if (part === undefined) {
      parts.set(name, [conversation]);
    } else {
      part.push(conversation);
    }
  }
  return [...parts.values()];
}
