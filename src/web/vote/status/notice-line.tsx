import type { Notice } from "../machine/voting-state.ts";

interface NoticeLineProps {
  readonly notice: Notice | null;
  readonly onDismiss: () => void;
}

const CHOICE_TITLES: Readonly<Record<string, string>> = { left: "A", right: "B", tie: "equally good", both_bad: "both bad" };

/** What the annotator should know about their last answer. Told to those who listen by what is around it, which is there before it. */
export function NoticeLine({ notice, onDismiss }: NoticeLineProps) {
  if (notice === null || notice.kind === "change_saved") {
    return null;
  }
  return (
    <div className="message banner">
      <p>{toText(notice)}</p>
      <button type="button" className="button button-small" onClick={onDismiss}>
        Understood
      </button>
    </div>
  );
}

function toText({ kind, detail }: Notice): string {
  switch (kind) {
    case "vote_refused":
      return `The server did not take the last vote: ${detail}`;
    case "change_refused":
      return `It was too late to change the vote; the first answer stands. ${detail}`;
    case "answered_before":
      return `You had answered this question before, with “${CHOICE_TITLES[detail] ?? detail}”; that answer stands.`;
    case "lease_ended":
      return "This question has gone to others too by now. Your answer is still welcome.";
    case "change_saved":
      return "";
  }
}
