import { type RefObject, useState } from "react";
import type { Answer, CompareQuestion, Message, Side } from "../api/offer.ts";
import { MessageList } from "./message-list.tsx";
import { ScrollRegion } from "./scroll-region.tsx";
import { useJointScrolling } from "./use-joint-scrolling.ts";

interface CompareViewProps {
  readonly question: CompareQuestion;
  readonly mediaOrigins: readonly string[];
  /** True shows all of both answers, without scrolling inside them. */
  readonly isExpanded: boolean;
  readonly scrollsTogether: boolean;
  /** What was answered; null: nothing yet. */
  readonly given: Answer | null;
}

/** Two answers side by side; one at a time where there is no room for both. */
export function CompareView({ question, mediaOrigins, isExpanded, scrollsTogether, given }: CompareViewProps) {
  const [front, setFront] = useState<Side>("left");
  const { left, right } = useJointScrolling(scrollsTogether && !isExpanded);
  const chosen = given?.kind === "compare" ? given.choice : null;
  const tab = (side: Side, label: string) => (
    <button type="button" className="button" aria-pressed={front === side} onClick={() => setFront(side)}>
      Answer {label}
    </button>
  );
  const answer = (side: Side, label: string, messages: readonly Message[], place: RefObject<HTMLElement | null>) => (
    <article className={`answer ${chosen === side ? "answer-chosen" : ""}`} data-side={side} data-front={front === side}>
      <h2 className="answer-label">
        <span className="blind-label">{label}</span>
        {chosen === side ? <span className="chosen-mark">your choice</span> : null}
      </h2>
      <ScrollRegion place={place} className="answer-body" label={`Answer ${label}`}>
        <MessageList messages={messages} name={`answer ${label}`} mediaOrigins={mediaOrigins} namesRoles={false} />
      </ScrollRegion>
    </article>
  );
  return (
    <>
      <fieldset className="side-switch">
        <legend className="unseen">Which answer to read</legend>
        {tab("left", "A")}
        {tab("right", "B")}
      </fieldset>
      <div className={`answers ${isExpanded ? "answers-expanded" : ""}`}>
        {answer("left", "A", question.left, left)}
        {answer("right", "B", question.right, right)}
      </div>
    </>
  );
}
