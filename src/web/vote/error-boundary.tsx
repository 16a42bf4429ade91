import { Component, type ReactNode } from "react";

interface ErrorBoundaryProps {
  /** Shown instead of the children once they have thrown while being drawn. */
  readonly fallback: ReactNode;
  readonly children: ReactNode;
}

/** Keeps what breaks while it is drawn from taking the whole page with it. A class, since React tells nobody else. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { readonly isBroken: boolean }> {
  override readonly state = { isBroken: false };

  static getDerivedStateFromError(): { readonly isBroken: boolean } {
    return { isBroken: true };
  }

  override render(): ReactNode {
    return this.state.isBroken ? this.props.fallback : this.props.children;
  }
}
