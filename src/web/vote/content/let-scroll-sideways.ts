/** A formula within a line that would not fit one, as the style sheet knows it. */
const WIDE_FORMULA_CLASS = "math-wide";
/** What a formula's width is measured against. A cell is as wide as what is in it: its table scrolls. */
const LINE_HOLDERS = "td, th, p, li, h3, h4, h5, h6, .formatted-text";

/**
 * Lets what is wider than its column be moved sideways: by hand, and with the keyboard once it has the focus. Looked at again with every change of the content's size: fonts come
 * late, windows are made narrower, and an answer behind the other has no size until it is brought to the front.
 * @returns ends it.
 */
export function letScrollSideways(content: HTMLElement): () => void {
  let frame = 0;
  const observer = new ResizeObserver(() => {
    cancelAnimationFrame(frame);
    // Not at once: what is marked changes the size that is watched.
    frame = requestAnimationFrame(() => markWide(content));
  });
  markWide(content);
  observer.observe(content);
  return () => {
    cancelAnimationFrame(frame);
    observer.disconnect();
  };
}

function markWide(content: HTMLElement): void {
  const formulas = [...content.querySelectorAll<HTMLElement>(".math:not(.math-displayed)")];
  const wideFormulas = new Set(formulas.filter(isWiderThanLine));
  for (const formula of formulas) {
    formula.classList.toggle(WIDE_FORMULA_CLASS, wideFormulas.has(formula));
  }
  const scrollers = [...content.querySelectorAll<HTMLElement>(`.table-frame, .math-displayed, .${WIDE_FORMULA_CLASS}`)];
  const wide = new Set(scrollers.filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth));
  for (const element of new Set([...formulas, ...scrollers])) {
    setScrolledByKey(element, wide.has(element));
  }
}

/** Whether a part of it that takes no line break has no room. */
function isWiderThanLine(formula: HTMLElement): boolean {
  const lineWidth = formula.closest(LINE_HOLDERS)?.clientWidth ?? 0;
  return [...formula.querySelectorAll<HTMLElement>(".base")].some(({ offsetWidth }) => offsetWidth > lineWidth);
}

function setScrolledByKey(element: HTMLElement, isOn: boolean): void {
  if (!isOn) {
    for (const name of ["tabindex", "data-scrolls", "role", "aria-label"]) {
      element.removeAttribute(name);
    }
    return;
  }
  element.tabIndex = 0;
  element.dataset["scrolls"] = "";
  element.setAttribute("role", "region");
  element.setAttribute("aria-label", element.matches(".math") ? "Formula" : "Table");
}
