import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderMarkdown } from "./render-markdown.ts";

const render = (text: string) => renderMarkdown(text, ["https://media.example"]);
const formulasOf = (html: string) =>
  [...html.matchAll(/<annotation encoding="application\/x-tex">([^<]*)</g)].map((match) => match[1]);

describe("renderMarkdown", () => {
  it("keeps underscores, asterisks and backslashes of a formula from Markdown", () => {
    expect(formulasOf(render("*so* $a_1*b_2*c$ and \\(x\\,y\\)"))).toEqual(["a_1*b_2*c", "x\\,y"]);
  });

  it("shows a displayed formula over several lines, empty ones and list signs among them", () => {
    expect(formulasOf(render("Text\n\\[\na\n\n- b\n\\]\nmore"))).toEqual(["a\n\n- b"]);
    expect(formulasOf(render("1. first\n   $$\n   x\n   $$\n2. second"))).toEqual(["x"]);
  });

  it("reads a bar inside a formula as the formula's, in a table too", () => {
    const html = render("| p | q |\n|---|--:|\n| $P(A|B)$ | 2 |");
    expect(formulasOf(html)).toEqual(["P(A|B)"]);
    expect(html.match(/<td/g)).toHaveLength(2);
  });

  it("takes prices for prices", () => {
    expect(formulasOf(render("It costs $5 and not $6.\n\n| $5 | $6 |\n|--|--|\n| $7 | $8 |"))).toEqual([]);
  });

  it("leaves code as it is, with formulas and bars in it", () => {
    expect(render("`$x|y$`")).toContain("<code>$x|y$</code>");
    expect(render("```\n$a|b$\n```")).toContain("$a|b$");
  });

  it("colours code of known languages, and shows the rest", () => {
    expect(render("```python\ndef f(): pass\n```")).toContain("hljs-keyword");
    expect(render("```brainfuck\n<b>+\n```")).toContain("&lt;b&gt;+");
  });

  it("makes links words, with their address behind them", () => {
    const html = render("[bank](https://evil.example/a) <https://plain.example>");
    expect(html).not.toMatch(/<a\b|href/);
    expect(html).toContain("(https://evil.example/a)");
    expect(html).toContain(">https://plain.example</span>");
  });

  it("shows the address of a look-alike host as what it is", () => {
    expect(render("[x](https://аpple.example/)")).toContain("(https://xn--pple-43d.example/)");
  });

  it("loads media from allowed origins only, and names the others", () => {
    expect(render("![cat](https://media.example/a.png)")).toContain(
      '<img class="media" src="https://media.example/a.png" alt="cat"',
    );
    expect(render("![v](https://media.example/a.mp4)")).toContain("<video");
    expect(render("![s](https://media.example/a.mp3)")).toContain("<audio");
    const refused = render("![cat](https://evil.example/a.png)");
    expect(refused).toContain("Not loaded from https://evil.example: cat");
    expect(refused).not.toMatch(/src=/);
  });

  it("shows HTML as text", () => {
    expect(render("<img src=x onerror=alert(1)>")).toBe('<p dir="auto">&lt;img src=x onerror=alert(1)&gt;</p>\n');
  });

  it("does nothing that a formula commands beside setting it", () => {
    const html = render(
      "$\\href{javascript:alert(1)}{x}\\includegraphics{https://evil.example/a.png}\\htmlData{onload=x}{y}\\url{https://evil.example}$",
    );
    expect(html.replaceAll(/<annotation.*?<\/annotation>/g, "")).not.toMatch(/<a\b|<img|href=|src=|onload=|data-onload/);
  });

  it("shows the source of a formula that is wrong, endless or hides something", () => {
    expect(render("$\\frac{$")).toContain('<code class="math-source"');
    expect(render("$\\def\\a{\\a\\a}\\a$")).toContain("\\def\\a{\\a\\a}\\a</code>");
    expect(render("$\\text{\u202eabc}$")).toContain('<code class="math-source"');
  });

  it("forgets a formula's definitions with it", () => {
    expect(render("$\\gdef\\foo{x}\\foo$ $\\foo$")).toContain("math-source");
  });

  it("hides nothing that is nested too deep for the parser", () => {
    expect(render(`${"> ".repeat(200)}the end`)).toContain("the end");
  });

  it("lets every block find its own direction, and stays below the page's headings", () => {
    expect(render("# שלום")).toContain('<h3 dir="auto">');
    expect(render("###### x")).toContain("<h6");
  });

  it("directs lists, tables and quotes by their first letters: numbers, bullets and columns go by the whole", () => {
    expect(render("1. שלום\n2. ok")).toContain('<ol dir="rtl">\n<li>');
    expect(render("- **1.** ok\n- שלום")).toContain('<ul dir="ltr">');
    expect(render("3. مرحبا")).toMatch(/<ol (?=[^>]*start="3")(?=[^>]*dir="rtl")/);
    expect(render("| 1 | שלום |\n|--|--|")).toContain('<table dir="rtl">');
    expect(render("> שלום")).toContain('<blockquote dir="rtl">');
    expect(render("- outside\n  - פנים")).toMatch(/<ul dir="ltr">[\s\S]*<ul dir="rtl">/);
    expect(render("- 1\n- 2\n\nשלום")).toContain("<ul>");
  });

  it("never throws and never writes what runs or links, whatever the text", () => {
    const piece = fc.oneof(
      fc.string({ unit: "grapheme-ascii", maxLength: 8 }),
      fc.constantFrom(
        "<",
        ">",
        '"',
        "$",
        "$$",
        "\\(",
        "\\[",
        "\\]",
        "```",
        "`",
        "![",
        "](",
        ")",
        "|",
        "\n",
        "\n|--|--|\n",
        "> ",
        "\\href{",
        "}",
        "javascript:",
        "<script>",
        " onerror=",
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const tags = [...render(pieces.join("")).matchAll(/<[a-z][^>]*>/gi)].map((match) => match[0]);
        expect(
          tags.filter((tag) => /^<(?:script|a|iframe|style|object|embed|form|link|base)\b|\son\w+=|href=/i.test(tag)),
        ).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
