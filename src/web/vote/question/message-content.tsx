import { SafeContent } from "../content/safe-content.tsx";

interface MessageContentProps {
  /** Markdown from a model: hostile. */
  readonly markdown: string;
  /** Origins from which images, videos and sounds may be loaded. */
  readonly mediaOrigins: readonly string[];
}

/** A message's content, formatted and harmless. */
export function MessageContent({ markdown, mediaOrigins }: MessageContentProps) {
  return <SafeContent markdown={markdown} mediaOrigins={mediaOrigins} />;
}
