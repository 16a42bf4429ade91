/** What an operator can do about an address that cannot be listened on, by Node's code of the fault. Hands back the fault itself where nothing better is known. @param flag names the port's setting, such as `--port`. */
export function explainListenFault(
  fault: unknown,
  address: { readonly host: string; readonly port: number; readonly flag: string },
): unknown {
  const { host, port, flag } = address;
  const code = fault instanceof Error && "code" in fault ? fault.code : null;
  switch (code) {
    case "EADDRINUSE":
      return new Error(`Port ${port} on ${host} is in use by another program. ${flag} takes another one, 0 a free one.`, {
        cause: fault,
      });
    case "EACCES":
      return new Error(`This user may not listen on port ${port}. ${flag} takes another one, above 1023.`, { cause: fault });
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return new Error(
        `This machine has no address ${host}. --host takes one of its own: 127.0.0.1, or 0.0.0.0 for all of them.`,
        {
          cause: fault,
        },
      );
    default:
      return fault;
  }
}
