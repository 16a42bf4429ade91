import { startChaoticUpstreams } from "../../test/doubles/upstreams/chaotic-upstreams.ts";

// Servers that misbehave, in a process of their own: what they cost is none of the measured one's time. Argument: after how many milliseconds the slow one answers.
const upstreams = await startChaoticUpstreams(Number(process.argv[2] ?? 50));
process.on("message", () => upstreams.misbehave());
process.on("disconnect", () => process.exit());
process.send?.(upstreams.urls);
