import { createContext, useContext, useEffect, useState } from "react";
import { browserRenderingTools } from "./browser-rendering-tools.ts";
import { ContentRenderer } from "./content-renderer.ts";
import type { Rendering } from "./content-rendering.ts";

/** All contents of a page share one renderer and its worker. */
const ContentRendererContext = createContext(new ContentRenderer(browserRenderingTools));

/** Makes ready what the first text needs. */
export function usePreparedRendering(): void {
  const renderer = useContext(ContentRendererContext);
  useEffect(() => renderer.prepare(), [renderer]);
}

/** A text's rendering; null while it is being made. */
export function useRendering(markdown: string, mediaOrigins: readonly string[]): Rendering | null {
  const renderer = useContext(ContentRendererContext);
  const [made, setMade] = useState<{ readonly of: string; readonly rendering: Rendering } | null>(null);
  useEffect(() => {
    let isWanted = true;
    void renderer.render(markdown, mediaOrigins).then((rendering) => {
      if (isWanted) {
        setMade({ of: markdown, rendering });
      }
    });
    return () => {
      isWanted = false;
    };
  }, [renderer, markdown, mediaOrigins]);
  return made?.of === markdown ? made.rendering : null;
}
