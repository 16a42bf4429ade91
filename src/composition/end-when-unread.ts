/** As a shell counts a program that SIGPIPE has ended. */
const UNREAD = 141;

/** Ends the process as soon as what it writes can reach nobody: quietly where the reader has gone (`| head`), with one line where the disk is full. */
export function endWhenUnread({ stdout, stderr, exit }: Pick<NodeJS.Process, "stdout" | "stderr" | "exit">): void {
  const codeFor = ({ code }: NodeJS.ErrnoException) => (code === "EPIPE" ? UNREAD : 1);
  stdout.on("error", (error) => {
    if (codeFor(error) !== UNREAD) {
      stderr.write(`Standard output cannot be written: ${error.message}\n`);
    }
    exit(codeFor(error));
  });
  stderr.on("error", (error) => exit(codeFor(error)));
}
