import type { Offer } from "../api/offer.ts";
import { MessageList } from "./message-list.tsx";
import { ScrollRegion } from "./scroll-region.tsx";

interface QuestionHeadProps {
  readonly question: Offer["question"];
  readonly mediaOrigins: readonly string[];
  /** True keeps what came before folded away. */
  readonly isFolded: boolean;
  readonly onFold: (isFolded: boolean) => void;
}

/** What is asked, and what came before the answers. */
export function QuestionHead({ question, mediaOrigins, isFolded, onFold }: QuestionHeadProps) {
  const { instruction, context } = question;
  // The browser tells of every change, also of those that came from here.
  const noteFold = (isNowFolded: boolean) => {
    if (isNowFolded !== isFolded) {
      onFold(isNowFolded);
    }
  };
  return (
    <section className="question-head" aria-label="What is asked">
      <h1 className="instruction" dir="auto">
        {instruction}
      </h1>
      {context.messages.length === 0 ? (
        <ContextTitle title={context.title} />
      ) : (
        <details className="context" open={!isFolded} onToggle={({ currentTarget }) => noteFold(!currentTarget.open)}>
          <summary dir="auto">{context.title === "" ? "The conversation so far" : context.title}</summary>
          <ScrollRegion className="context-body" label="The conversation so far">
            <MessageList messages={context.messages} name="the conversation" mediaOrigins={mediaOrigins} namesRoles={true} />
          </ScrollRegion>
        </details>
      )}
    </section>
  );
}

/** What the conversation was called, where nothing was said in it yet. */
function ContextTitle({ title }: { readonly title: string }) {
  return title === "" ? null : (
    <p className="quiet" dir="auto">
      {title}
    </p>
  );
}
