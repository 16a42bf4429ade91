import type { Annotator } from "../api/annotator.ts";
import { createOutboxStore } from "../machine/outbox-store.ts";
import { createReopenedStore } from "../machine/reopened-store.ts";
import { VotingSession } from "../machine/voting-session.ts";
import { MemoryStorage } from "./memory-storage.ts";
import { ANNOTATOR } from "./offers.ts";
import { VoteServerDouble } from "./vote-server-double.ts";

interface Alarm {
  readonly at: number;
  readonly ring: () => void;
}

/** A visit over a server, a storage and a clock that the test owns. */
export function openTestVisit(options: { readonly annotator?: Annotator; readonly waiting?: number } = {}) {
  const alarms = new Set<Alarm>();
  const clock = { time: Date.UTC(2026, 0, 1) };
  const annotator = options.annotator ?? ANNOTATOR;
  const storage = new MemoryStorage();
  const server = new VoteServerDouble(annotator, options.waiting ?? 3, () => clock.time);
  let idCount = 0;
  const world = {
    api: server,
    outboxStore: createOutboxStore(() => storage),
    reopenedStore: createReopenedStore(() => storage),
    now: () => clock.time,
    newId: () => {
      idCount += 1;
      return `vote-${idCount}`;
    },
    random: () => 0.5,
    startTimer: (ms: number, ring: () => void) => {
      const alarm = { at: clock.time + ms, ring };
      alarms.add(alarm);
      return () => alarms.delete(alarm);
    },
  };
  const visit = {
    server,
    /** May be set. */
    clock,
    storage,
    session: new VotingSession(world, annotator),
    state: () => visit.session.getState(),
    /** Lets everything under way come to its end. */
    settle: async () => {
      for (let turn = 0; turn < 20; turn += 1) {
        await Promise.resolve();
      }
    },
    /** Lets time pass, with all that is due in it. */
    pass: async (ms: number) => {
      const end = clock.time + ms;
      await visit.settle();
      for (let due = nextAlarm(alarms, end); due !== null; due = nextAlarm(alarms, end)) {
        alarms.delete(due);
        clock.time = Math.max(clock.time, due.at);
        due.ring();
        await visit.settle();
      }
      clock.time = end;
    },
    /** The page is loaded anew: what was in its memory is gone. */
    reload: async (by: Annotator = annotator) => {
      visit.session.close();
      visit.session = new VotingSession(world, by);
      visit.session.start();
      await visit.settle();
    },
  };
  visit.session.start();
  return visit;
}

function nextAlarm(alarms: ReadonlySet<Alarm>, end: number): Alarm | null {
  const due = [...alarms].filter(({ at }) => at <= end).sort((left, right) => left.at - right.at);
  return due[0] ?? null;
}
