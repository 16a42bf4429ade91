import { beforeEach, describe } from "vitest";
import type { ComparisonStore } from "../../src/ports/comparison-store.ts";
import type { QuestionStore } from "../../src/ports/question-store.ts";
import type { Storage } from "../../src/ports/storage.ts";
import { describeComparisonStore } from "../conformance/storage/describe-comparison-store.ts";
import { describeLeases } from "../conformance/storage/describe-leases.ts";
import { describeQuestionStore } from "../conformance/storage/describe-question-store.ts";
import { describeVotes } from "../conformance/storage/describe-votes.ts";
import { awaitable } from "./awaitable.ts";
import { MemoryComparisonStore } from "./memory-comparison-store.ts";
import { MemoryQuestionStore } from "./memory-question-store.ts";

describe("the stores that the simulation runs on keep what every engine keeps", () => {
  let stores: Pick<Storage, "questions" | "comparisons">;
  beforeEach(() => {
    stores = {
      questions: awaitable<QuestionStore>(new MemoryQuestionStore()),
      comparisons: awaitable<ComparisonStore>(new MemoryComparisonStore()),
    };
  });

  describeQuestionStore(() => stores);
  describeLeases(() => stores);
  describeVotes(() => stores);
  describeComparisonStore(() => stores);
});
