import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { PLAIN_ENGINE_TOOLS } from "../../../test/doubles/engine-tools.ts";
import { findCollectionFolders, readCollection } from "../../scenario-files/read-collection.ts";
import type { EpisodeState } from "../persona/episode-state.ts";
import { foldEpisode } from "../persona/fold-episode.ts";
import { createPersonaEngine } from "../persona/persona-engine.ts";
import { assessEpisode } from "../scoring/assess-episode.ts";
import { DEFAULT_REWARD_CONFIG } from "../scoring/reward-config.ts";
import { groundTranscript } from "./ground-transcript.ts";

const SHIPPED = fileURLToPath(new URL("../../../scenarios", import.meta.url));
const SEEDS = [1, 2, 3];
/** Said by nobody's persona. */
const FOREIGN = "So there you have it, my dear fellow.";

/** Every conversation that the tests of a collection's scenarios play, under several seeds. */
function playedConversations(folder: string) {
  const reading = readCollection(folder, PLAIN_ENGINE_TOOLS);
  const scenarios = reading.ok ? [...reading.collection.scenarios.values()] : [];
  return scenarios.flatMap((scenario) => {
    const engine = createPersonaEngine(scenario, PLAIN_ENGINE_TOOLS);
    const { maxTurns, slug } = scenario.public;
    const tests = reading.ok ? (reading.checked.get(slug)?.tests ?? []) : [];
    return tests.flatMap((test) => {
      const moves = test.turns.map(({ policy, toolCalls }) => ({ message: policy, toolCalls }));
      return SEEDS.map((seed) => ({
        name: `${slug}: ${test.name}, seed ${seed}`,
        moves,
        fold: foldEpisode(engine, seed, maxTurns, moves),
        assess: (state: EpisodeState, requests: readonly string[], answers: readonly string[]) =>
          assessEpisode(engine, state, maxTurns, { requests, answers, reference: null }, DEFAULT_REWARD_CONFIG),
        ground: (heard: readonly string[]) => groundTranscript(engine, { moves, heard }, maxTurns, 0),
      }));
    });
  });
}

describe.each(findCollectionFolders(SHIPPED).map((folder) => [basename(folder), folder]))(
  "conversations of %s",
  (_name, folder) => {
    const conversations = playedConversations(folder);

    it("are the engine's under every seed that drew their wording, and score as they did when they were played", () => {
      expect(conversations.length).toBeGreaterThan(0);
      for (const { name, moves, fold, ground, assess } of conversations) {
        const { grounding, state, conversation } = ground(fold.observations);
        expect([name, grounding]).toEqual([name, "engine"]);
        const turns = fold.outcomes.length;
        const answers = moves.slice(0, turns).map(({ message }) => message);
        const played = assess(fold.state, fold.observations.slice(0, turns), answers);
        expect([name, assess(state, conversation.requests, conversation.answers)]).toEqual([name, played]);
        expect(state.openedFacts).toEqual(fold.state.openedFacts);
      }
    });

    it("are somebody else's in other words, and tell the same facts", () => {
      for (const { name, fold, ground } of conversations) {
        const { grounding, state } = ground(fold.observations.map((line) => `${line} ${FOREIGN}`));
        expect([name, grounding]).toEqual([name, "given"]);
        expect([...state.openedFacts.keys()]).toEqual(expect.arrayContaining([...fold.state.openedFacts.keys()]));
      }
    });
  },
);
