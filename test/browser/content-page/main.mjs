import { createElement } from "react";
import { createRoot } from "react-dom/client";
import { SafeContent } from "../../../src/web/vote/content/safe-content.tsx";

// Shows every text that it is given in a box of its own, as the voting page would.
const { texts, mediaOrigins } = await (await fetch("/contents.json")).json();
window.broken = [];
createRoot(document.getElementById("root")).render(
  texts.map((markdown, index) =>
    createElement(
      "section",
      { key: index, id: `text-${index}` },
      createElement(SafeContent, {
        markdown,
        name: `text ${index}`,
        mediaOrigins,
        onBroken: (address) => window.broken.push(address),
      }),
    ),
  ),
);
