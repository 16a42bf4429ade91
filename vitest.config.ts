import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

/** Tests that share nothing but pure modules: files run one after another in the same processes, since starting one costs more than most files' tests. */
const together = { isolate: false };
/** Sequences are drawn as long as they may be. */
const drawnLong = { ...together, setupFiles: ["test/draw-long.ts"] };
/** Child processes and threads that these start from sources inherit the loader. */
const apart = { execArgv: ["--import", "tsx"] };

// One project a kind of test: `npx vitest run --project unit`.
export default defineConfig({
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["src/**/*.test.ts", "clients/typescript/src/**/*.test.ts"],
          exclude: ["src/**/*.property.test.ts"],
          ...drawnLong,
        },
      },
      { extends: true, test: { name: "property", include: ["src/**/*.property.test.ts"], ...drawnLong } },
      { extends: true, test: { name: "api", include: ["test/api/**/*.test.ts"], ...together } },
      { extends: true, test: { name: "fuzz", include: ["test/fuzz/**/*.test.ts"], ...together } },
      { extends: true, test: { name: "tidy", include: ["test/tidy/**/*.test.ts"], ...together } },
      { extends: true, test: { name: "storage", include: ["test/conformance/**/*.test.ts"], ...apart } },
      { extends: true, test: { name: "data", include: ["test/data/**/*.test.ts"], ...together } },
      { extends: true, test: { name: "simulation", include: ["test/simulation/**/*.test.ts"], ...together } },
      { extends: true, test: { name: "e2e", include: ["test/e2e/**/*.test.ts"], testTimeout: 180_000, ...apart } },
      {
        extends: true,
        test: { name: "browser", include: ["test/browser/**/*.test.ts"], testTimeout: 300_000, hookTimeout: 120_000, ...apart },
      },
    ],
    pool: "forks",
    // Two at least, on two cores as well: many files wait for processes that they have started.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // Against hanging, not against slowness: a busy machine may take many times as long.
    testTimeout: 30_000,
  },
});
