/** The same test of a line, its last answer kept: the conversations of a group begin alike. */
export function rememberLast(test: (line: string) => boolean): (line: string) => boolean {
  let last: { readonly line: string; readonly answer: boolean } | null = null;
  return (line) => {
    if (last?.line !== line) {
      last = { line, answer: test(line) };
    }
    return last.answer;
  };
}
