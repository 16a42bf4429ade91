import { defineConfig } from "vitest/config";

// One project a kind of test: `npx vitest run --project unit`. Child processes that tests start from sources inherit tsx.
export default defineConfig({
  test: {
    projects: [
      { extends: true, test: { name: "unit", include: ["src/**/*.test.ts"], exclude: ["src/**/*.property.test.ts"] } },
      { extends: true, test: { name: "property", include: ["src/**/*.property.test.ts"] } },
      { extends: true, test: { name: "storage", include: ["test/conformance/**/*.test.ts"] } },
      { extends: true, test: { name: "api", include: ["test/api/**/*.test.ts"] } },
      { extends: true, test: { name: "fuzz", include: ["test/fuzz/**/*.test.ts"] } },
      { extends: true, test: { name: "tidy", include: ["test/tidy/**/*.test.ts"] } },
      { extends: true, test: { name: "data", include: ["test/data/**/*.test.ts"] } },
      { extends: true, test: { name: "e2e", include: ["test/e2e/**/*.test.ts"], testTimeout: 180_000 } },
    ],
    execArgv: ["--import", "tsx"],
    pool: "forks",
  },
});
