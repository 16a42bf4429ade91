import { SafeContent } from "../content/safe-content.tsx";

interface MessageContentProps {
  /** Markdown from a model: hostile. */
  readonly markdown: string;
  /** What text it is, for those who hear the page. */
  readonly name: string;
  /** Origins from which images, videos and sounds may be loaded. */
  readonly mediaOrigins: readonly string[];
}

/** A message's content, formatted and harmless. */
export function MessageContent({ markdown, name, mediaOrigins }: MessageContentProps) {
  return <SafeContent markdown={markdown} name={name} mediaOrigins={mediaOrigins} />;
}
