import "katex/dist/katex.min.css";
import "./safe-content.css";
import { type ReactElement, useMemo, useState } from "react";
import { ErrorBoundary } from "../error-boundary.tsx";
import { FormattedText } from "./formatted-text.tsx";
import { PlainText } from "./plain-text.tsx";
import { splitAtBudget } from "./split-at-budget.ts";
import { useRendering } from "./use-rendering.ts";

/** A text that somebody else wrote. */
export interface SafeContentProps {
  readonly markdown: string;
  /** What text it is, for those who hear its switches: "answer A". */
  readonly name: string;
  /** Where images, video and sound may come from, such as `https://media.example.org`. */
  readonly mediaOrigins: readonly string[];
  /** Called with the address of a medium that could not be loaded. */
  readonly onBroken?: (address: string) => void;
  /** Shows the text as it was written. Where it is given, the content has no switch of its own. */
  readonly isRaw?: boolean;
}

const PLAIN_REASONS = {
  too_slow: "Shown as plain text: it took too long to format.",
  too_large: "Shown as plain text: it is too large to format.",
  unavailable: "Shown as plain text: formatting is not available.",
} as const;

/** Shows hostile Markdown, formulas, code and media safely: nothing in it is run, links are words, and nothing is loaded from elsewhere than the media origins. */
export function SafeContent({ markdown, name, mediaOrigins, onBroken = ignore, isRaw }: SafeContentProps): ReactElement {
  const { head, rest } = useMemo(() => splitAtBudget(markdown), [markdown]);
  const origins = useStable(mediaOrigins);
  const rendering = useRendering(head, origins);
  const [wantsRaw, setWantsRaw] = useState(false);
  const [isRestShown, setRestShown] = useState(false);
  const showsRaw = isRaw ?? wantsRaw;
  const restTitle = `Show the rest (${rest.length.toLocaleString("en")} characters, as plain text)`;
  return (
    <div className="safe-content" aria-busy={rendering === null}>
      {rendering?.kind === "html" && !showsRaw ? (
        <ErrorBoundary fallback={<PlainFallback text={head} reason="unavailable" />}>
          <FormattedText html={rendering.html} mediaOrigins={origins} onBroken={onBroken} />
        </ErrorBoundary>
      ) : (
        <PlainText text={head} isWaiting={rendering === null && !showsRaw} />
      )}
      {rest !== "" && isRestShown ? <PlainText text={rest} /> : null}
      {rendering?.kind === "plain" && !showsRaw ? <p className="content-note">{PLAIN_REASONS[rendering.reason]}</p> : null}
      <div className="content-switches">
        {rest !== "" && !isRestShown ? (
          <button
            type="button"
            className="content-switch"
            aria-label={`${restTitle}: ${name}`}
            onClick={() => setRestShown(true)}
          >
            {restTitle}
          </button>
        ) : null}
        {isRaw === undefined && rendering?.kind === "html" ? (
          <button
            type="button"
            className="content-switch"
            aria-label={`View raw: ${name}`}
            aria-pressed={wantsRaw}
            onClick={() => setWantsRaw(!wantsRaw)}
          >
            View raw
          </button>
        ) : null}
      </div>
    </div>
  );
}

interface PlainFallbackProps {
  readonly text: string;
  readonly reason: keyof typeof PLAIN_REASONS;
}

function PlainFallback({ text, reason }: PlainFallbackProps): ReactElement {
  return (
    <>
      <PlainText text={text} />
      <p className="content-note">{PLAIN_REASONS[reason]}</p>
    </>
  );
}

function ignore(): void {
  // Nobody asked.
}

/** The same list for as long as its items are the same. */
function useStable(items: readonly string[]): readonly string[] {
  const key = items.join(" ");
  return useMemo(() => (key === "" ? [] : key.split(" ")), [key]);
}
