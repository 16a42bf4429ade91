#!/usr/bin/env node
// Process entry. Stack traces name the sources of what is loaded from here on, so everything is.
process.setSourceMapsEnabled(true);
const { runProcess } = await import("./run-process.ts");
process.exitCode = await runProcess();
