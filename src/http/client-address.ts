/**
 * The address that a request comes from. Behind proxies the connection is the nearest one's: each adds the address that it was asked from to the end of `X-Forwarded-For`, and what stands before
 * those of our own proxies anybody may have written.
 * @param connectedFrom the connection's other end; undefined: not known.
 * @param forwardedFor the header `X-Forwarded-For`, those that came several times joined by commas.
 * @param proxyCount proxies that stand in front of the server.
 */
export function clientAddress(
  connectedFrom: string | undefined,
  forwardedFor: string | undefined,
  proxyCount: number,
): string | undefined {
  const told = (forwardedFor ?? "").split(",").map((part) => part.trim());
  // Fewer than there are proxies: it came past them.
  return (proxyCount === 0 ? undefined : told.at(-proxyCount)) || connectedFrom;
}
