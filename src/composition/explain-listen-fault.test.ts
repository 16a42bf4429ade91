import { describe, expect, it } from "vitest";
import { explainListenFault } from "./explain-listen-fault.ts";

const address = { host: "127.0.0.1", port: 8080, flag: "--port" };
const faultOf = (code: string) => Object.assign(new Error(`listen ${code}`), { code });

describe("what is said of an address that cannot be listened on", () => {
  it.each([
    ["EADDRINUSE", "Port 8080 on 127.0.0.1 is in use by another program. --port takes another one, 0 a free one."],
    ["EACCES", "This user may not listen on port 8080. --port takes another one, above 1023."],
    [
      "EADDRNOTAVAIL",
      "This machine has no address 127.0.0.1. --host takes one of its own: 127.0.0.1, or 0.0.0.0 for all of them.",
    ],
    ["ENOTFOUND", "This machine has no address 127.0.0.1. --host takes one of its own: 127.0.0.1, or 0.0.0.0 for all of them."],
  ])("%s", (code, message) => {
    const fault = faultOf(code);
    expect(explainListenFault(fault, address)).toMatchObject({ message, cause: fault });
  });

  it.each([faultOf("EMFILE"), new Error("no code"), "no error"])("hands back what it does not know: %s", (fault) => {
    expect(explainListenFault(fault, address)).toBe(fault);
  });
});
