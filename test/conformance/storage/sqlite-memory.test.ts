import { openStorage } from "../../../src/storage/open-storage.ts";
import { describeStorage } from "./describe-storage.ts";

describeStorage("SQLite in memory", () => openStorage("sqlite::memory:", { exclusive: true }));
