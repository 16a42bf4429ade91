import { useEffect, useState } from "react";
import { useArrivalAlert } from "./attention/use-arrival-alert.ts";
import { useBreakAdvice } from "./attention/use-break-advice.ts";
import { useHeartbeats } from "./attention/use-heartbeats.ts";
import { useKeptFocus } from "./attention/use-kept-focus.ts";
import { usePresence } from "./attention/use-presence.ts";
import { KeySheet } from "./keys/key-sheet.tsx";
import { useKeys } from "./keys/use-keys.ts";
import { countUnsentAnswers } from "./machine/outbox-entry.ts";
import { useVoting } from "./machine/use-voting.ts";
import type { VotingSession } from "./machine/voting-session.ts";
import type { VotingState } from "./machine/voting-state.ts";
import { QuestionView } from "./question/question-view.tsx";
import type { Settings } from "./settings/settings.ts";
import { SettingsDialog } from "./settings/settings-dialog.tsx";
import { describeLeaving } from "./sign-in/describe-leaving.ts";
import { SignOutDialog } from "./sign-in/sign-out-dialog.tsx";
import { BreakBanner } from "./status/break-banner.tsx";
import { ConnectionBanner } from "./status/connection-banner.tsx";
import { FinishedView } from "./status/finished-view.tsx";
import { LiveRegion } from "./status/live-region.tsx";
import { NoticeLine } from "./status/notice-line.tsx";
import { PausedView } from "./status/paused-view.tsx";
import { StatusBar } from "./status/status-bar.tsx";
import { UndoToast } from "./status/undo-toast.tsx";
import { WaitingView } from "./status/waiting-view.tsx";

interface VotingScreenProps {
  readonly session: VotingSession;
  readonly settings: readonly [Settings, (change: Partial<Settings>) => void];
  /** Rejects where the server could not be told: the annotator is still signed in then. */
  readonly onSignOut: () => Promise<void>;
  /** The server knows no session of this annotator. @param leaving what comes of it. */
  readonly onSignedOut: (leaving: string) => void;
}

/** Everything a signed-in annotator sees. */
export function VotingScreen({ session, settings: [settings, changeSettings], onSignOut, onSignedOut }: VotingScreenProps) {
  const state = useVoting(session);
  const { shown, annotator, phase, undoable } = state;
  const [dialog, setDialog] = useState<"keys" | "settings" | "sign_out" | null>(null);
  const isPaused = phase === "paused";
  const unsentCount = countUnsentAnswers(state.outbox);
  const leaving = describeLeaving(unsentCount, annotator.completion !== null);
  const advice = useBreakAdvice(annotator.breakMinutes, shown?.status === "open");
  const openOffer = shown?.status === "open" ? shown.offer : null;

  useHeartbeats(session, openOffer?.leaseId ?? null, openOffer?.heartbeatMs ?? 0);
  usePresence(session, phase === "working" && !state.isAway, settings.hasSound || settings.hasNotification);
  useArrivalAlert(openOffer?.question.questionId ?? null, state.isNoneWaiting, settings);
  useUnloadWarning(unsentCount > 0);
  useKeptFocus();
  useEffect(() => {
    if (advice === "stop") {
      session.pause();
    }
  }, [advice, session]);
  useEffect(() => {
    if (phase === "signed_out") {
      onSignedOut(leaving);
    }
  }, [phase, leaving, onSignedOut]);

  const togglePause = () => {
    if (!isPaused) {
      session.pause();
    } else if (advice !== "stop") {
      session.resume();
    }
  };
  useKeys(settings.keys, (action) => {
    if (action === "undo") {
      session.undo();
    } else if (action === "pause") {
      togglePause();
    } else if (action === "help") {
      setDialog("keys");
    }
  });

  const isSaved = !state.outbox.some((entry) => entry.kind === "vote" && entry.voteId === undoable?.voteId);
  return (
    <div className="page">
      <StatusBar
        annotator={annotator}
        keys={settings.keys}
        isPaused={isPaused}
        onPause={togglePause}
        onKeys={() => setDialog("keys")}
        onSettings={() => setDialog("settings")}
      />
      <ConnectionBanner state={state} onRetry={() => session.wake()} />
      <div aria-live="polite">
        <NoticeLine notice={state.notice} onDismiss={() => session.dismissNotice()} />
        {advice === "none" ? null : <BreakBanner advice={advice} onPause={togglePause} />}
      </div>
      {shown === null ? (
        <main className="idle" tabIndex={-1}>
          <IdleView state={state} isRestDue={advice === "stop"} onResume={togglePause} />
        </main>
      ) : (
        <QuestionView
          key={`${shown.offer.leaseId}:${shown.status === "reopened"}`}
          shown={shown}
          annotator={annotator}
          settings={settings}
          onSettings={changeSettings}
          onAnswer={(answer, visibleMs) => session.answer(answer, visibleMs)}
          onHandBack={(reason, message) => session.handBack(reason, message)}
          onKeep={() => session.keep()}
        />
      )}
      <UndoToast undoable={undoable} isSaved={isSaved} keys={settings.keys.undo} onUndo={() => session.undo()} />
      <LiveRegion state={state} />
      {dialog === "keys" ? (
        <KeySheet keys={settings.keys} onChange={(keys) => changeSettings({ keys })} onClose={() => setDialog(null)} />
      ) : null}
      {dialog === "settings" ? (
        <SettingsDialog
          settings={settings}
          onChange={changeSettings}
          onKeys={() => setDialog("keys")}
          onSignOut={() => setDialog("sign_out")}
          onClose={() => setDialog(null)}
        />
      ) : null}
      {dialog === "sign_out" ? (
        <SignOutDialog consequence={leaving} onSignOut={onSignOut} onClose={() => setDialog(null)} />
      ) : null}
    </div>
  );
}

interface IdleViewProps {
  readonly state: VotingState;
  readonly isRestDue: boolean;
  readonly onResume: () => void;
}

/** What is shown where there is no question. */
function IdleView({ state, isRestDue, onResume }: IdleViewProps) {
  const { completion } = state.annotator;
  if (state.phase === "finished" && completion !== null) {
    return <FinishedView completion={completion} />;
  }
  if (state.phase === "paused") {
    return <PausedView isRestDue={isRestDue} onResume={onResume} />;
  }
  return <WaitingView isNoneWaiting={state.isNoneWaiting && state.failures === 0} />;
}

/** Asks before the window is closed over votes that the server has not got yet. */
function useUnloadWarning(isOn: boolean): void {
  useEffect(() => {
    if (!isOn) {
      return;
    }
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [isOn]);
}
