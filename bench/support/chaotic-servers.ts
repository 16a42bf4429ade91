import { HEALTHY, startChaoticUpstreams } from "../../test/doubles/upstreams/chaotic-upstreams.ts";
import { MISBEHAVIOURS } from "../../test/doubles/upstreams/misbehaving-upstream.ts";

// Servers in a process of their own: what they cost is none of the measured one's time. Arguments: `healthy` for the one that is well, else those that misbehave; and after how many milliseconds the slow one answers.
const names = process.argv[2] === HEALTHY ? ([HEALTHY] as const) : MISBEHAVIOURS;
const upstreams = await startChaoticUpstreams(names, Number(process.argv[3] ?? 50));
process.on("message", () => upstreams.misbehave());
process.on("disconnect", () => process.exit());
process.send?.(upstreams.urls);
