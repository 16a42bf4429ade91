import type { Settings } from "../settings/settings.ts";
import { KeyCap } from "./key-cap.tsx";

interface AsideBarProps {
  readonly settings: Settings;
  readonly isExpanded: boolean;
  /** Whether there are two answers that could scroll together. */
  readonly hasTwoAnswers: boolean;
  readonly mayHandBack: boolean;
  readonly onExpand: () => void;
  readonly onSettings: (change: Partial<Settings>) => void;
  readonly onIntent: (intent: "skip" | "flag") => void;
}

/** What can be done with a question besides answering it. */
export function AsideBar(props: AsideBarProps) {
  const { settings, isExpanded, hasTwoAnswers, mayHandBack, onExpand, onSettings, onIntent } = props;
  const handBack = (intent: "skip" | "flag", text: string) => (
    <button type="button" className="button button-small" aria-disabled={!mayHandBack} onClick={() => onIntent(intent)}>
      {text} <KeyCap keys={settings.keys[intent]} />
    </button>
  );
  return (
    <div className="asides">
      <button type="button" className="button button-small" onClick={onExpand} aria-pressed={isExpanded}>
        Show all <KeyCap keys={settings.keys.show_more} />
      </button>
      {hasTwoAnswers ? (
        <button
          type="button"
          className="button button-small wide-only"
          aria-pressed={settings.scrollsTogether}
          onClick={() => onSettings({ scrollsTogether: !settings.scrollsTogether })}
        >
          Scroll together
        </button>
      ) : null}
      {handBack("skip", "Skip")}
      {handBack("flag", "Report")}
    </div>
  );
}
