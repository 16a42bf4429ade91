import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { openStorage } from "../../../src/storage/open-storage.ts";
import { describeStorage } from "./describe-storage.ts";

const folder = mkdtempSync(join(tmpdir(), "folkmoot-storage-"));
let databases = 0;

afterAll(() => rmSync(folder, { recursive: true }));

describeStorage("SQLite file", () => {
  databases += 1;
  return openStorage(`sqlite:${join(folder, `${databases}.db`)}`, { exclusive: true });
});
