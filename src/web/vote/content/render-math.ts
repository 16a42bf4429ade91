import katex from "katex";
import { escapeHtml } from "./escape-html.ts";
import { splitHiddenCharacters } from "./hidden-characters.ts";
import { MATH_STYLE_ATTRIBUTE } from "./math-styles.ts";

/** A longer formula is shown as its source. UTF-16 units. */
const FORMULA_CHARACTERS = 4_000;
/** A formula may expand its own macros this often: beyond it is a bomb. */
const EXPANSIONS = 500;
/** No size that a formula asks for is larger. */
const SIZE_EM = 20;

/** A formula as HTML: KaTeX's, with MathML for screen readers; its source where it is wrong, too long or has hidden characters. Commands that link, load or set attributes do nothing. */
export function renderMath(source: string, isDisplayed: boolean): string {
  const kind = isDisplayed ? "math math-displayed" : "math";
  if (source.length > FORMULA_CHARACTERS || splitHiddenCharacters(source).some(({ kind }) => kind === "hidden")) {
    return `<code class="math-source">${escapeHtml(source)}</code>`;
  }
  try {
    const html = katex.renderToString(source, {
      displayMode: isDisplayed,
      throwOnError: true,
      trust: false,
      strict: "ignore",
      maxExpand: EXPANSIONS,
      maxSize: SIZE_EM,
      // A formula's definitions end with it.
      macros: {},
      globalGroup: false,
    });
    // KaTeX escapes every quotation mark of the formula, so this text is always an attribute of its own.
    return `<span class="${kind}">${html.replaceAll(' style="', ` ${MATH_STYLE_ATTRIBUTE}="`)}</span>`;
  } catch {
    // Not KaTeX's own message: it quotes the formula. A formula nested too deep for the stack ends here too.
    return `<code class="math-source" title="This formula has a mistake">${escapeHtml(source)}</code>`;
  }
}
