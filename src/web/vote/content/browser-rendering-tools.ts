import type { RenderingTools } from "./content-renderer.ts";
import type { RenderingMessage } from "./content-rendering.ts";
import workerAddress from "./render-worker.ts?worker&url";
import { trustedTypesPolicy } from "./trusted-types-policy.ts";

/** A renderer's worker and timer in a browser. */
export const browserRenderingTools: RenderingTools = {
  startThread: (onMessage, onFailure) => {
    const address = trustedTypesPolicy?.createScriptURL(workerAddress) ?? workerAddress;
    const worker = new Worker(address, { type: "module" });
    worker.addEventListener("message", ({ data }: MessageEvent<RenderingMessage>) => onMessage(data));
    worker.addEventListener("error", onFailure);
    return { send: (job) => worker.postMessage(job), end: () => worker.terminate() };
  },
  callAfter: (delayMs, call) => {
    const timer = setTimeout(call, delayMs);
    return () => clearTimeout(timer);
  },
};
