import { useEffect, useMemo, useState } from "react";
import type { Annotator } from "./api/annotator.ts";
import { RequestFailure } from "./api/request-failure.ts";
import type { VoteApi } from "./api/vote-api.ts";
import { usePreparedRendering } from "./content/use-rendering.ts";
import { createOutboxStore } from "./machine/outbox-store.ts";
import { createReopenedStore } from "./machine/reopened-store.ts";
import { VotingSession } from "./machine/voting-session.ts";
import type { Settings } from "./settings/settings.ts";
import { VotingScreen } from "./voting-screen.tsx";

interface VotingRoomProps {
  readonly api: VoteApi;
  readonly annotator: Annotator;
  readonly settings: readonly [Settings, (change: Partial<Settings>) => void];
  /** @param leaving what comes of it, where the server ended the visit; null where the annotator did. */
  readonly onSignedOut: (leaving: string | null) => void;
}

/** One visit of a signed-in annotator. */
export function VotingRoom({ api, annotator, settings, onSignedOut }: VotingRoomProps) {
  const [session, setSession] = useState<VotingSession | null>(null);
  usePreparedRendering();
  const ownApi = useMemo(() => api.inNameOf(annotator.annotatorId), [api, annotator]);
  useEffect(() => {
    const opened = new VotingSession(
      {
        api: ownApi,
        outboxStore: createOutboxStore(() => window.localStorage),
        reopenedStore: createReopenedStore(() => window.sessionStorage),
        now: () => Date.now(),
        newId: () => createUuid(),
        random: () => Math.random(),
        startTimer: (ms, callback) => {
          const timer = window.setTimeout(callback, ms);
          return () => window.clearTimeout(timer);
        },
      },
      annotator,
    );
    setSession(opened);
    opened.start();
    return () => opened.close();
  }, [ownApi, annotator]);
  if (session === null) {
    return null;
  }
  const signOut = async () => {
    await ownApi.signOut().catch((error: unknown) => {
      if (!(error instanceof RequestFailure && error.kind === "signed_out")) {
        throw error;
      }
    });
    onSignedOut(null);
  };
  return <VotingScreen session={session} settings={settings} onSignOut={signOut} onSignedOut={onSignedOut} />;
}

/** `crypto.randomUUID` is missing on pages that came over plain http. */
function createUuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
