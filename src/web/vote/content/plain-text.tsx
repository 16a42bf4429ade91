import { memo, type ReactElement } from "react";
import { FOREIGN_TEXT } from "./foreign-text.ts";
import { splitHiddenCharacters } from "./hidden-characters.ts";
import { HIDDEN_MARK_CLASS, HIDDEN_MARK_TITLE } from "./mark-hidden-characters.ts";

interface PlainTextProps {
  readonly text: string;
  readonly isWaiting?: boolean;
}

/** A text as it was written, with marks for what would not be seen. Drawn once a text: the page is drawn at every key that is typed in it, and a text may have marks by the thousand. */
export const PlainText = memo(function PlainText({ text, isWaiting = false }: PlainTextProps): ReactElement {
  const segments = splitHiddenCharacters(text);
  let offset = 0;
  return (
    <pre className={isWaiting ? "plain-text is-waiting" : "plain-text"} {...FOREIGN_TEXT}>
      {segments.map((segment) => {
        const key = offset;
        offset += segment.text.length;
        return segment.kind === "visible" ? (
          segment.text
        ) : (
          <span key={key} className={HIDDEN_MARK_CLASS} title={HIDDEN_MARK_TITLE}>
            {segment.label}
          </span>
        );
      })}
    </pre>
  );
});
