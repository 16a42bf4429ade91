import { useState } from "react";
import type { Completion } from "../api/annotator.ts";

/** Shown to a crowd's annotator who has voted as often as agreed: how to be paid. */
export function FinishedView({ completion }: { readonly completion: Completion }) {
  const { code, returnUrl, submit } = completion;
  return (
    <section className="middle" aria-label="Finished">
      <h1>Done. Thank you!</h1>
      <p>{completion.votesNeeded === 1 ? "Your vote is saved." : `All ${completion.votesNeeded} votes are saved.`}</p>
      {code === null ? null : <CompletionCode code={code} />}
      {returnUrl === null ? null : (
        <a className="button choice-side" href={returnUrl} rel="noreferrer">
          Back to where you came from
        </a>
      )}
      {submit === null ? null : (
        <form method="post" action={submit.url}>
          {Object.entries(submit.fields).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <button type="submit" className="button choice-side">
            Submit the task
          </button>
        </form>
      )}
    </section>
  );
}

function CompletionCode({ code }: { readonly code: string }) {
  const [isCopied, setIsCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(code);
    setIsCopied(true);
  };
  return (
    <p>
      Your completion code: <code className="completion-code">{code}</code>{" "}
      <button type="button" className="button button-small" onClick={copy}>
        {isCopied ? "Copied" : "Copy"}
      </button>
    </p>
  );
}
