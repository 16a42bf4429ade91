import { describe, expect, it } from "vitest";
import { readMathStyle } from "./math-styles.ts";
import { renderMath } from "./render-math.ts";

describe("readMathStyle", () => {
  it("reads what KaTeX writes", () => {
    expect(readMathStyle("height:1.79em;vertical-align:-0.686em;")).toEqual([
      { property: "height", value: "1.79em" },
      { property: "vertical-align", value: "-0.686em" },
    ]);
  });

  it("knows every declaration of a page of formulas", () => {
    const html = [
      "\\frac{a}{b}",
      "\\sqrt{x^2_3}",
      "\\begin{pmatrix}a&b\\\\c&d\\end{pmatrix}",
      "\\begin{array}{c|c}a&b\\\\\\hline c&d\\end{array}",
      "\\color{red}{x} \\textcolor{#0a0b0c}{y} \\colorbox{aqua}{z} \\fcolorbox{red}{blue}{w}",
      "\\overbrace{a+b}^n \\underline{x} \\cancel{y} \\boxed{z} \\widehat{abc} \\xrightarrow[a]{b}",
      "\\sum_{i=1}^n \\int_0^1 \\lim_{x\\to 0} \\raisebox{2em}{x} \\rule{1em}{2em} \\kern1em \\Large x \\href{x}{y}",
    ]
      .map((formula) => renderMath(formula, true))
      .join("");
    const styles = [...html.matchAll(/data-math-style="([^"]*)"/g)].map((match) => match[1] ?? "");
    expect(styles.length).toBeGreaterThan(100);
    for (const style of styles) {
      expect([style, readMathStyle(style).length]).toEqual([style, style.split(";").filter(Boolean).length]);
    }
  });

  it.each([
    "position:fixed",
    "position:absolute",
    "background-image:url(https://evil.example)",
    "color:url(https://evil.example)",
    "height:expression(alert(1))",
    "width:var(--x)",
    "z-index:9",
    "--x:1em",
  ])("leaves out %s", (style) => {
    expect(readMathStyle(style)).toEqual([]);
  });
});
