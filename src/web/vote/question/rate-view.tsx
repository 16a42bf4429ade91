import type { RateQuestion } from "../api/offer.ts";
import { MessageList } from "./message-list.tsx";
import { ScrollRegion } from "./scroll-region.tsx";

interface RateViewProps {
  readonly question: RateQuestion;
  readonly mediaOrigins: readonly string[];
  /** True shows all of the answer, without scrolling inside it. */
  readonly isExpanded: boolean;
}

/** The one answer that is to be rated. */
export function RateView({ question, mediaOrigins, isExpanded }: RateViewProps) {
  return (
    <div className={`answers ${isExpanded ? "answers-expanded" : ""}`}>
      <article className="answer">
        <ScrollRegion className="answer-body" label="Answer">
          <MessageList messages={question.item} name="the answer" mediaOrigins={mediaOrigins} namesRoles={false} />
        </ScrollRegion>
      </article>
    </div>
  );
}
