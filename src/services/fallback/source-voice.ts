import type { ModelQuestion } from "../../ports/reward-model.ts";
import type { CallOff } from "./call-off.ts";
import type { FallbackPorts } from "./fallback-ports.ts";
import type { CallKind, SourceParts } from "./guarded-calls.ts";
import { type KeepingRule, KeptAnswers } from "./kept-answers.ts";
import { type LineItem, QuestionLine } from "./question-line.ts";
import type { AskedCandidates, SourceWord } from "./source-word.ts";

/** How candidates become questions of one kind, and their answers what the source says. */
export interface VoiceKind<Q, V> extends CallKind<Q, V> {
  readonly revision: string;
  readonly isRelative: boolean;
  /** It may change as the server tells what it takes. */
  readonly batchMax: () => number;
  readonly itemsOf: (asked: AskedCandidates) => readonly LineItem<Q>[];
  /** @param values one an item */
  readonly toWord: (asked: AskedCandidates, values: readonly V[]) => SourceWord;
}

/** One way to ask a source: one by one, or two against each other. */
export interface Voice {
  /** Of the scale its raw scores are on. */
  readonly revision: string;
  /** Only differences of its raw scores mean anything. */
  readonly isRelative: boolean;
  /** What half and what 95 % of the recent calls did not exceed, milliseconds; null: not known. */
  readonly medianMs: number | null;
  readonly usualMs: number | null;
  hasRoomFor(asked: AskedCandidates): boolean;
  /** What is kept and fresh for all candidates; null: it is not. */
  findFresh(asked: AskedCandidates): SourceWord | null;
  /** What is kept for all candidates and may stand in; null: it is not. */
  findStale(asked: AskedCandidates): SourceWord | null;
  /** Asks for what is not kept. Rejects with ModelCallError or SourceFault at the first candidate that has no answer; when the signal aborts (its reason is a CallOff) it stays open. */
  ask(asked: AskedCandidates, giveUpAt: number, signal: AbortSignal): Promise<SourceWord>;
  close(): void;
}

/** Opens one kind of question of a source. */
export function openVoice<Q extends ModelQuestion | readonly ModelQuestion[], V>(
  ports: FallbackPorts,
  parts: SourceParts,
  rule: KeepingRule,
  kind: VoiceKind<Q, V>,
): Voice {
  const kept = new KeptAnswers<V>(ports.clock, rule);
  const line = new QuestionLine<Q, V>(ports, parts, kind, kind.batchMax, (key, value) => kept.keep(key, value));
  const findAll = (asked: AskedCandidates, find: (key: string) => V | undefined): SourceWord | null => {
    const values = kind.itemsOf(asked).map(({ key }) => find(key));
    return values.every((value) => value !== undefined) ? kind.toWord(asked, values) : null;
  };
  return {
    revision: kind.revision,
    isRelative: kind.isRelative,
    get medianMs() {
      return line.calls.medianMs;
    },
    get usualMs() {
      return line.calls.usualMs;
    },
    hasRoomFor: (asked) => line.hasRoomFor(kind.itemsOf(asked).length),
    findFresh: (asked) => findAll(asked, (key) => kept.findFresh(key)),
    findStale: (asked) => findAll(asked, (key) => kept.findStale(key)),
    ask: async (asked, giveUpAt, signal) => {
      const items = kind.itemsOf(asked);
      const values = items.map(({ key }) => kept.findFresh(key));
      const missing = [...items.keys()].filter((index) => values[index] === undefined);
      const answers = await askLine(
        line,
        missing.flatMap((index) => items[index] ?? []),
        giveUpAt,
        signal,
      );
      for (const [place, index] of missing.entries()) {
        values[index] = answers[place];
      }
      return kind.toWord(
        asked,
        values.flatMap((value) => (value === undefined ? [] : [value])),
      );
    },
    close: () => line.close(),
  };
}

/** The answer to every item; rejects at the first that has none, and leaves the others. */
function askLine<Q, V>(
  line: QuestionLine<Q, V>,
  items: readonly LineItem<Q>[],
  giveUpAt: number,
  signal: AbortSignal,
): Promise<readonly V[]> {
  return new Promise((resolve, reject) => {
    const tickets = line.ask(items, giveUpAt);
    const leaveAll = (why: CallOff) => {
      for (const ticket of tickets) {
        ticket.leave(why);
      }
    };
    const stop = () => leaveAll(signal.reason === "late" ? "late" : "unneeded");
    signal.addEventListener("abort", stop, { once: true });
    const end = () => signal.removeEventListener("abort", stop);
    const answers = tickets.map(async ({ result }) => {
      const value = await result;
      if (value instanceof Error) {
        leaveAll("unneeded");
        throw value;
      }
      return value;
    });
    Promise.all(answers).then(
      (values) => {
        end();
        resolve(values);
      },
      (fault: unknown) => {
        end();
        reject(fault);
      },
    );
  });
}
