interface MessageContentProps {
  /** Markdown from a model: hostile. */
  readonly markdown: string;
  /** Origins from which images, videos and sounds may be loaded. */
  readonly mediaOrigins: readonly string[];
}

/** A message's content, as it was written. */
export function MessageContent({ markdown }: MessageContentProps) {
  return <pre dir="auto">{markdown}</pre>;
}
