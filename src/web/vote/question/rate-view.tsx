import type { RateQuestion } from "../api/offer.ts";
import { MessageList } from "./message-list.tsx";

interface RateViewProps {
  readonly question: RateQuestion;
  readonly mediaOrigins: readonly string[];
  /** True shows all of the answer, without scrolling inside it. */
  readonly isExpanded: boolean;
}

/** The one answer that is to be rated. */
export function RateView({ question, mediaOrigins, isExpanded }: RateViewProps) {
  return (
    <div className={`answers answers-single ${isExpanded ? "answers-expanded" : ""}`}>
      <article className="answer">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
        <section className="answer-body" aria-label="Answer" tabIndex={0} data-scrolls="">
          <MessageList messages={question.item} mediaOrigins={mediaOrigins} namesRoles={false} />
        </section>
      </article>
    </div>
  );
}
