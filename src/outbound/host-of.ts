/** A URL's host as a socket takes it: without the brackets of IPv6. The URL has already written every form of an IPv4 address (decimal, hex, octal, full-width) as four numbers. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, "");
}
