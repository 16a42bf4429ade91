import { useCallback, useEffect, useState } from "react";
import type { Credential } from "./api/annotator.ts";
import type { VoteApi } from "./api/vote-api.ts";
import { useSettings } from "./settings/use-settings.ts";
import { openVisit, type Visit } from "./sign-in/open-visit.ts";
import { PreviewPage } from "./sign-in/preview-page.tsx";
import { readCredential, withoutCredential } from "./sign-in/read-credential.ts";
import { SignInPage } from "./sign-in/sign-in-page.tsx";
import { SingleWindow } from "./single-window.tsx";
import { VotingRoom } from "./voting-room.tsx";

const GUEST: Credential = { kind: "guest" };
/** Read once: the address loses it as soon as the server has dealt with it. */
const arrival = readCredential(new URL(window.location.href));
const credential = arrival.kind === "credential" ? arrival.credential : null;

/** The page: signs the visitor in, then lets them vote. */
export function VoteApp({ api }: { readonly api: VoteApi }) {
  const [visit, setVisit] = useState<Visit | null>(null);
  const settings = useSettings();
  const open = useCallback(async () => {
    setVisit(null);
    const opened = await openOnce(api);
    if (opened.kind === "signed_in" || !opened.mayRepeat) {
      window.history.replaceState(null, "", withoutCredential(new URL(window.location.href)));
    }
    setVisit(opened);
  }, [api]);
  useEffect(() => {
    if (arrival.kind !== "preview") {
      void open();
    }
  }, [open]);

  if (arrival.kind === "preview") {
    return <PreviewPage />;
  }
  if (visit === null) {
    return (
      <main className="plain-page" aria-busy="true">
        <p className="quiet">Opening …</p>
      </main>
    );
  }
  if (visit.kind === "signed_in") {
    const leave = (problem: string | null) => setVisit({ kind: "signed_out", problem, mayRepeat: false });
    return (
      <SingleWindow>
        <VotingRoom api={api} annotator={visit.annotator} settings={settings} onSignedOut={leave} />
      </SingleWindow>
    );
  }
  const signInAsGuest = async () => {
    const opened = await openVisit(api, GUEST);
    if (opened.kind === "signed_in") {
      setVisit(opened);
      return null;
    }
    return opened.mayRepeat ? opened.problem : `No guests here: ${opened.problem ?? "this server asks for an invitation."}`;
  };
  return <SignInPage problem={visit.problem} onRepeat={visit.mayRepeat ? open : null} onGuest={signInAsGuest} />;
}

let opening: Promise<Visit> | null = null;

/** A used invitation does not work again: however often the page is drawn, it is exchanged once at a time. */
function openOnce(api: VoteApi): Promise<Visit> {
  opening ??= openVisit(api, credential).finally(() => {
    opening = null;
  });
  return opening;
}
