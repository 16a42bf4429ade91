import { useCallback, useEffect, useState } from "react";
import type { Credential } from "./api/annotator.ts";
import type { VoteApi } from "./api/vote-api.ts";
import { useSettings } from "./settings/use-settings.ts";
import { keepsCookies } from "./sign-in/keeps-cookies.ts";
import { followVisit, openVisit, type Visit } from "./sign-in/open-visit.ts";
import { PreviewPage } from "./sign-in/preview-page.tsx";
import { readCredential, withoutCredential } from "./sign-in/read-credential.ts";
import { ReplacedPage } from "./sign-in/replaced-page.tsx";
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
    const { annotator } = visit;
    const leave = async (leaving: string | null) =>
      setVisit(
        leaving === null
          ? { kind: "signed_out", problem: null, mayRepeat: false }
          : await followVisit(api, annotator.annotatorId, leaving),
      );
    return (
      <SingleWindow>
        <VotingRoom api={api} annotator={annotator} settings={settings} onSignedOut={leave} />
      </SingleWindow>
    );
  }
  if (visit.kind === "replaced") {
    const { leaving, successor } = visit;
    return <ReplacedPage leaving={leaving} onGoOn={() => setVisit({ kind: "signed_in", annotator: successor })} />;
  }
  const signInAsGuest = async () => {
    const opened = await openVisit(api, GUEST, keepsCookies);
    if (opened.kind === "signed_in") {
      setVisit(opened);
      return null;
    }
    return opened.mayRepeat ? opened.problem : `No guests here: ${opened.problem ?? "this server asks for an invitation."}`;
  };
  return <SignInPage problem={visit.problem} onRepeat={visit.mayRepeat ? open : null} onGuest={signInAsGuest} />;
}

let opening: ReturnType<typeof openVisit> | null = null;

/** A used invitation does not work again: however often the page is drawn, it is exchanged once at a time. */
function openOnce(api: VoteApi): ReturnType<typeof openVisit> {
  opening ??= openVisit(api, credential, keepsCookies).finally(() => {
    opening = null;
  });
  return opening;
}
