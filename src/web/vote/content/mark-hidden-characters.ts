import { splitHiddenCharacters } from "./hidden-characters.ts";

/** As the style sheet knows the marks. */
export const HIDDEN_MARK_CLASS = "hidden-mark";
export const HIDDEN_MARK_TITLE = "Not visible by itself in the text";

/** Puts a mark wherever the content has hidden characters, instead of them. */
export function markHiddenCharacters(content: DocumentFragment): void {
  const owner = content.ownerDocument;
  const walker = owner.createTreeWalker(content, NodeFilter.SHOW_TEXT);
  const found: Text[] = [];
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const segments = splitHiddenCharacters(node.nodeValue ?? "");
    // KaTeX sets formulas with spaces of no width; one whose source has any is not set.
    if (segments.some(({ kind }) => kind === "hidden") && node.parentElement?.closest(".katex") === null) {
      found.push(node as Text);
    }
  }
  for (const node of found) {
    // In one piece: browsers look anew for the direction of the text around it with each node that is put in.
    const marked = owner.createElement("span");
    marked.append(
      ...splitHiddenCharacters(node.data).map((segment) =>
        segment.kind === "visible" ? segment.text : createMark(owner, segment.label),
      ),
    );
    node.replaceWith(marked);
  }
}

function createMark(owner: Document, label: string): HTMLElement {
  const mark = owner.createElement("span");
  mark.className = HIDDEN_MARK_CLASS;
  mark.title = HIDDEN_MARK_TITLE;
  mark.textContent = label;
  return mark;
}
