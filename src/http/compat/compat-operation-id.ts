/**
 * What a dialect's operation at a path is called in the contract, where it is served at several addresses: `/compat/nemo-gym/{collection_slug}/verify` is `nemoGymVerify`,
 * with a scenario in the path `nemoGymVerifyOfScenario`, with a key `…ByPathKey`.
 */
export function compatOperationId(path: string): string {
  const words = path.split(/[/_.-]/).filter((word) => /^[a-z]+$/.test(word));
  const [first = "", ...others] = words.filter((word) => word !== "compat" && word !== "k");
  const name = [first, ...others.map((word) => word.charAt(0).toUpperCase() + word.slice(1))].join("");
  return `${name}${path.includes("{scenario_slug}") ? "OfScenario" : ""}${path.includes("{key}") ? "ByPathKey" : ""}`;
}
