import type { ReactNode, Ref } from "react";

interface ScrollRegionProps {
  readonly className: string;
  /** What it is called by those who hear the page. */
  readonly label: string;
  readonly place?: Ref<HTMLElement>;
  readonly children: ReactNode;
}

/** A part of the page that scrolls by itself: it can be reached and scrolled by keyboard. Arrows along which it scrolls do not vote. */
export function ScrollRegion({ className, label, place = null, children }: ScrollRegionProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section ref={place} className={className} aria-label={label} tabIndex={0} data-scrolls="">
      {children}
    </section>
  );
}
