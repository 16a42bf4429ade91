import type { ActName } from "../scenarios/act-name.ts";
import { cleanMessage } from "../text/clean-message.ts";
import { splitSentences } from "../text/split-sentences.ts";
import { tokeniseWords } from "../text/tokenise-words.ts";
import type { TopicIndex } from "../topics/topic-index.ts";
import type { TopicScore } from "../topics/topic-scores.ts";
import { readSentence, type SentenceReading } from "./read-sentence.ts";
import { recogniseActs } from "./recognise-acts.ts";
import { isRepeatOf, type Sketch, sketchMessage } from "./sketch-message.ts";
import { splitCompoundQuestion } from "./split-compound-question.ts";

/** Sentences of a message that are read; what stands after them is not. */
const SENTENCES_MAX = 40;
/** A question no longer than this may lean on the statement before it. */
const FOLLOW_UP_CHARACTERS_MAX = 30;

/** A policy message, understood. */
export interface UnderstoodMessage {
  readonly text: string;
  readonly acts: ReadonlySet<ActName>;
  readonly sentences: readonly UnderstoodSentence[];
  /** Topics raised, each once, in the order they came. */
  readonly raised: readonly string[];
  /** The floor was given to the persona and no topic named. */
  readonly gaveFloor: boolean;
  /** A question was asked that matched nothing. */
  readonly leftUnanswered: boolean;
  readonly sketch: Sketch;
}

export interface UnderstoodSentence {
  readonly text: string;
  readonly kind: "question" | "statement";
  /** False: beyond the questions the persona answers in one turn. */
  readonly heard: boolean;
  readonly match: TopicScore | null;
}

/** Cleans, splits and classifies the message, recognises its acts and matches its sentences with the topics. */
export function readMessage(
  message: string,
  hasToolCall: boolean,
  topics: TopicIndex,
  maxQuestionsAnswered: number,
  earlierSketches: readonly Sketch[],
): UnderstoodMessage {
  const text = cleanMessage(message);
  const split = splitSentences(text).slice(0, SENTENCES_MAX).map(readSentence);
  const sketch = sketchMessage(tokeniseWords(text));
  const isRepeat = isRepeatOf(sketch, earlierSketches);
  const acts = recogniseActs({ text, sentences: split, questionsMax: maxQuestionsAnswered, isRepeat, hasToolCall });
  const sentences = hearSentences(split, topics, maxQuestionsAnswered);
  const unmatched = sentences.filter((sentence) => sentence.heard && sentence.match === null);
  return {
    text,
    acts,
    sentences,
    raised: acts.has("meta_probe") ? [] : findRaised(sentences),
    gaveFloor: unmatched.some((sentence) => readSentence(sentence.text).isOpenQuestion),
    leftUnanswered: unmatched.some((sentence) => sentence.kind === "question"),
    sketch,
  };
}

function findRaised(sentences: readonly UnderstoodSentence[]): readonly string[] {
  const raised: string[] = [];
  for (const { match } of sentences) {
    if (match !== null && !raised.includes(match.topicId)) {
      raised.push(match.topicId);
    }
  }
  return raised;
}

function hearSentences(
  sentences: readonly SentenceReading[],
  topics: TopicIndex,
  maxQuestionsAnswered: number,
): readonly UnderstoodSentence[] {
  const understood: UnderstoodSentence[] = [];
  let questions = 0;
  let asked = false;
  for (const sentence of sentences) {
    const { text, kind } = sentence;
    if (kind === "statement") {
      understood.push({ text, kind, heard: true, match: topics.match(text, kind) });
      continue;
    }
    if (questions >= maxQuestionsAnswered) {
      understood.push({ text, kind, heard: false, match: null });
      continue;
    }
    // Key words go on with a question of two words or more ("Any chest pain? Palpitations?"); by themselves they are a list, which raises nothing.
    if (sentence.isKeyWords && !asked) {
      understood.push({ text, kind, heard: true, match: null });
      questions += 1;
      continue;
    }
    asked ||= text.includes(" ");
    const clauses = matchClauses(text, topics);
    if (clauses === null) {
      const match = matchInContext(sentence, understood.at(-1) ?? null, topics);
      understood.push({ text, kind, heard: true, match });
      questions += 1;
      continue;
    }
    for (const clause of clauses) {
      understood.push(questions < maxQuestionsAnswered ? clause : { text: clause.text, kind, heard: false, match: null });
      questions += 1;
    }
  }
  return understood;
}

/** The clauses of a compound question, where they raise topics of their own; null where it asks one thing. */
function matchClauses(text: string, topics: TopicIndex): readonly UnderstoodSentence[] | null {
  const clauses = splitCompoundQuestion(text);
  if (clauses.length === 1) {
    return null;
  }
  const matched = clauses.map(
    (clause): UnderstoodSentence => ({ text: clause, kind: "question", heard: true, match: topics.match(clause, "question") }),
  );
  const isCompound = matched.every(({ match }) => match !== null) && findRaised(matched).length > 1;
  return isCompound ? matched : null;
}

/**
 * A short question that names nothing ("Why was that?") asks about the statement before it; but not one that gives the floor, and not where the statement was about
 * something by itself.
 */
function matchInContext(question: SentenceReading, before: UnderstoodSentence | null, topics: TopicIndex): TopicScore | null {
  const match = topics.match(question.text, "question");
  const mayLean = question.text.length <= FOLLOW_UP_CHARACTERS_MAX && !question.isOpenQuestion;
  const isAbout = before?.kind === "statement" && before.match === null;
  return match === null && mayLean && isAbout ? topics.match(`${before.text} ${question.text}`, "question") : match;
}
