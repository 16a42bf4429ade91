import { formOf, type PairForm, type PairMessage, type PreferencePair } from "../pairs/preference-pair.ts";

export const CONTENT_KINDS = ["texts", "lists of blocks"] as const;
type ContentKind = (typeof CONTENT_KINDS)[number];

/** What the rows of a file have in common, so that they can be read as a table: those who do take a column for texts or for lists, never for both. Null: not known yet. */
export interface TableShape {
  readonly form: PairForm | null;
  /** Of the messages' contents, in the prompts and in the answers. */
  readonly promptContents: ContentKind | null;
  readonly answerContents: ContentKind | null;
}

export const NO_SHAPE: TableShape = { form: null, promptContents: null, answerContents: null };

/** The shape of the rows with one more of them, or, as a text, what that one has otherwise. */
export function joinShape(shape: TableShape, pair: PreferencePair): TableShape | string {
  const answers = [...kindsOf(pair.chosen), ...kindsOf(pair.rejected)];
  return (
    findOther(shape.form, [formOf(pair)], "") ??
    findOther(shape.promptContents, kindsOf(pair.prompt), " as contents of the prompt") ??
    findOther(shape.answerContents, answers, " as contents of answers") ?? {
      form: formOf(pair),
      promptContents: shape.promptContents ?? kindsOf(pair.prompt)[0] ?? null,
      answerContents: shape.answerContents ?? answers[0] ?? null,
    }
  );
}

/** What is not as the first is; null where all are. */
function findOther(known: string | null, kinds: readonly string[], where: string): string | null {
  const first = known ?? kinds[0];
  const other = kinds.find((kind) => kind !== first);
  const before = known === null ? "it also has" : "the rows before it have";
  return other === undefined ? null : `has ${other}${where} where ${before} ${first}`;
}

/** Of what is said; a message without content fits either. */
function kindsOf(messages: string | readonly PairMessage[]): readonly ContentKind[] {
  const contents = typeof messages === "string" ? [] : messages.map(({ content }) => content ?? null);
  return contents.flatMap((content) => (content === null ? [] : [typeof content === "string" ? "texts" : "lists of blocks"]));
}
