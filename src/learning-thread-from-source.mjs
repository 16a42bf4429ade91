// The entry of the learning thread when the server runs from its TypeScript source: on Node 20 a worker does not inherit tsx's loader.
import { register } from "tsx/esm/api";

register();
await import("./learning-thread.ts");
