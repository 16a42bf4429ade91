const PLAYING = /^POST \/(api\/v1\/episodes(\/\{episode_id\}\/turns)?|compat\/.*(openenv|nemo-gym)\/.*\/(reset|step|mcp))$/;

/** What the persona says in an answer of a route (`POST /api/v1/episodes`) by which episodes are played. */
export function linesSaid(route: string, text: string): readonly string[] {
  return PLAYING.test(route) ? linesIn(JSON.parse(text)) : [];
}

/** What it says in a message of OpenEnv or an answer: wherever an observation stands, as an object or, for NeMo Gym, as a text, or the result of a tool that speaks. */
export function linesIn(value: unknown): readonly string[] {
  if (value === null || typeof value !== "object") {
    return [];
  }
  return Object.entries(value).flatMap(([name, member]) => [
    ...(["observation", "result", "structuredContent"].includes(name) ? contentOf(member) : []),
    ...linesIn(member),
  ]);
}

function contentOf(observation: unknown): readonly string[] {
  if (typeof observation === "string") {
    return [observation];
  }
  const { content } = (observation ?? {}) as { readonly content?: unknown };
  return typeof content === "string" ? [content] : [];
}
