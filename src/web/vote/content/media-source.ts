/** What an address in a text may become on the page. */
export type MediaSource =
  | { readonly kind: "image" | "video" | "audio"; readonly url: string }
  /** `origin`: what is named instead, such as `https://example.org`, `data:` or `no origin`. */
  | { readonly kind: "refused"; readonly origin: string };

const KINDS: Readonly<Record<string, "video" | "audio">> = {
  mp4: "video",
  webm: "video",
  mp3: "audio",
  wav: "audio",
  ogg: "audio",
};

/**
 * Whether an address may be loaded, and as what: its origin must be one of those allowed, its ending tells video and sound from images.
 * Relative addresses are refused: they would be requests to this server in the annotator's name.
 * @param mediaOrigins such as `https://media.example.org`.
 */
export function readMediaSource(address: string, mediaOrigins: readonly string[]): MediaSource {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url === null) {
    return { kind: "refused", origin: "no origin" };
  }
  const isWeb = url.protocol === "https:" || url.protocol === "http:";
  const isPlain = url.username === "" && url.password === "";
  if (!isWeb || !isPlain || !mediaOrigins.includes(url.origin)) {
    return { kind: "refused", origin: isWeb ? url.origin : url.protocol };
  }
  const ending = /\.([a-z0-9]+)$/i.exec(url.pathname)?.[1]?.toLowerCase() ?? "";
  return { kind: Object.hasOwn(KINDS, ending) ? (KINDS[ending] ?? "image") : "image", url: url.href };
}
