import type { Offer } from "../api/offer.ts";
import { MessageList } from "./message-list.tsx";
import { ScrollRegion } from "./scroll-region.tsx";

interface QuestionHeadProps {
  readonly question: Offer["question"];
  readonly mediaOrigins: readonly string[];
}

/** What is asked, and what came before the answers. */
export function QuestionHead({ question, mediaOrigins }: QuestionHeadProps) {
  const { instruction, context } = question;
  return (
    <section className="question-head" aria-label="What is asked">
      <h1 className="instruction" dir="auto">
        {instruction}
      </h1>
      {context.messages.length === 0 && context.title === "" ? null : (
        <details className="context" open>
          <summary dir="auto">{context.title === "" ? "The conversation so far" : context.title}</summary>
          <ScrollRegion className="context-body" label="The conversation so far">
            <MessageList messages={context.messages} mediaOrigins={mediaOrigins} namesRoles={true} />
          </ScrollRegion>
        </details>
      )}
    </section>
  );
}
