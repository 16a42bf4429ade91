// What the machine alone makes of a timer: a process that does nothing but wake up every 10 ms, and tells how late it was. Ends when it is asked.
const EVERY_MS = 10;
const late: number[] = [];
let dueAt = performance.now() + EVERY_MS;
const wake = () => {
  late.push(performance.now() - dueAt);
  dueAt = performance.now() + EVERY_MS;
  setTimeout(wake, EVERY_MS);
};
setTimeout(wake, EVERY_MS);
process.on("message", () => process.send?.(late, () => process.exit()));
