import { type ReactElement, useEffectEvent, useLayoutEffect, useRef } from "react";
import { followImages } from "./follow-images.ts";
import { FOREIGN_TEXT } from "./foreign-text.ts";
import { letScrollSideways } from "./let-scroll-sideways.ts";
import { markHiddenCharacters } from "./mark-hidden-characters.ts";
import { applyMathStyles } from "./math-styles.ts";
import { sanitiseContent } from "./sanitise-content.ts";

interface FormattedTextProps {
  /** As `renderMarkdown` wrote it; not trusted. */
  readonly html: string;
  readonly mediaOrigins: readonly string[];
  /** An image, video or sound that could not be loaded, by its address. */
  readonly onBroken: (address: string) => void;
}

/** Rendered content as nodes, each of which has been looked at. */
export function FormattedText({ html, mediaOrigins, onBroken }: FormattedTextProps): ReactElement {
  const host = useRef<HTMLDivElement>(null);
  const report = useEffectEvent(onBroken);
  useLayoutEffect(() => {
    const element = host.current;
    if (element === null) {
      return;
    }
    const noteFailure = (event: Event) => {
      if (event.target instanceof HTMLImageElement || event.target instanceof HTMLMediaElement) {
        const address = event.target.src;
        event.target.replaceWith(createFailureNote(event.target));
        report(address);
      }
    };
    // Such events do not bubble. Listening begins before anything is loaded.
    element.addEventListener("error", noteFailure, { capture: true });
    element.addEventListener("play", hushOthers, { capture: true });
    const content = sanitiseContent(html, mediaOrigins);
    markHiddenCharacters(content);
    element.replaceChildren(content);
    applyMathStyles(element);
    const endScrolling = letScrollSideways(element);
    const endImages = followImages(element);
    return () => {
      endScrolling();
      endImages();
      element.removeEventListener("play", hushOthers, { capture: true });
      element.removeEventListener("error", noteFailure, { capture: true });
    };
  }, [html, mediaOrigins]);
  return <div className="formatted-text" ref={host} {...FOREIGN_TEXT} />;
}

/** Two sounds at once could not be told apart. Videos may run side by side. */
function hushOthers({ target }: Event): void {
  if (target instanceof HTMLAudioElement) {
    for (const player of document.querySelectorAll("audio")) {
      if (player !== target) {
        player.pause();
      }
    }
  }
}

function createFailureNote(media: HTMLImageElement | HTMLMediaElement): HTMLElement {
  const note = document.createElement("span");
  note.className = "media-refused";
  const words = media.getAttribute("alt") ?? media.getAttribute("aria-label") ?? "";
  note.textContent = `Could not be loaded from ${new URL(media.src).origin}${words === "" ? "" : `: ${words}`}`;
  return note;
}
