/** The same function, its last answer kept: what is asked often is often asked twice in a row. */
export function rememberLast<Question extends string | number, Answer>(
  answer: (question: Question) => Answer,
): (question: Question) => Answer {
  let last: { readonly question: Question; readonly answer: Answer } | null = null;
  return (question) => {
    if (last?.question !== question) {
      last = { question, answer: answer(question) };
    }
    return last.answer;
  };
}
