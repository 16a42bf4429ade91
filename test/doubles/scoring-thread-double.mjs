// The entry of a scoring thread that does what the job's body says, for tests of the threads themselves.
import { register } from "tsx/esm/api";

register();
await import("./scoring-thread-double.ts");
