// The entry of a learning thread that does what the tenant's name says, for tests of the thread itself.
import { parentPort, workerData } from "node:worker_threads";

parentPort.on("message", ({ number, args: [tenantId] }) => {
  switch (tenantId) {
    case "die":
      return process.exit(1);
    case "throw":
      throw new TypeError("a mistake in the thread");
    case "hang":
      return undefined;
    case "refuse":
      return parentPort.postMessage({ number, error: { name: "InvariantError", message: "No.", stack: "there" } });
    default:
      return parentPort.postMessage({ number, result: { votes: workerData.settings.votes, learnedUpTo: null } });
  }
});
