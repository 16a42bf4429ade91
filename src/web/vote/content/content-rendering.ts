/** What the page asks the rendering worker. Plain data. */
export interface RenderingJob {
  readonly jobNumber: number;
  readonly markdown: string;
  readonly mediaOrigins: readonly string[];
}

/** What the worker says: that it is there, or what a job came to. */
export type RenderingMessage =
  | { readonly kind: "ready" }
  | { readonly kind: "done"; readonly jobNumber: number; readonly html: string };

/** A text made HTML, or why it is shown as plain text. The HTML is not safe before `sanitiseContent`. */
export type Rendering =
  | { readonly kind: "html"; readonly html: string }
  | { readonly kind: "plain"; readonly reason: "too_slow" | "too_large" | "unavailable" };
