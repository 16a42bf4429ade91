/** Stands for KaTeX's `style` attributes, which a strict content policy refuses. */
export const MATH_STYLE_ATTRIBUTE = "data-math-style";

/** What KaTeX sets, and the values that it gives: lengths, colours, a few words. */
const PROPERTY =
  /^(?:height|width|min-width|top|bottom|left|vertical-align|margin(?:-(?:top|left|right))?|padding-left|border|border(?:-(?:top|right|bottom|left))?-(?:width|style|color)|color|background-color|position|text-shadow)$/;
const WORD = "(?:-?\\d+(?:\\.\\d+)?(?:em|ex|px|pt|%)?|#[0-9a-f]{3,8}|[a-z]{3,20})";
const VALUE = new RegExp(`^(?:${WORD}(?: ${WORD}){0,3}|calc\\([\\d.%em +-]+\\))$`, "i");
const DECLARATIONS = 20;

/** The declarations of a formula's `style` text that are KaTeX's own, in their order. */
export function readMathStyle(style: string): readonly { readonly property: string; readonly value: string }[] {
  return style
    .split(";", DECLARATIONS)
    .map((declaration) => {
      const colon = declaration.indexOf(":");
      return { property: declaration.slice(0, colon).trim(), value: declaration.slice(colon + 1).trim() };
    })
    .filter(({ property, value }) => PROPERTY.test(property) && VALUE.test(value))
    .filter(({ property, value }) => property !== "position" || value === "relative");
}

/** Sets the sizes and places of the parts of formulas one by one: the page's content policy refuses style attributes, not these. */
export function applyMathStyles(host: HTMLElement): void {
  for (const element of host.querySelectorAll<HTMLElement>(`[${MATH_STYLE_ATTRIBUTE}]`)) {
    for (const { property, value } of readMathStyle(element.getAttribute(MATH_STYLE_ATTRIBUTE) ?? "")) {
      element.style.setProperty(property, value);
    }
    element.removeAttribute(MATH_STYLE_ATTRIBUTE);
  }
}
