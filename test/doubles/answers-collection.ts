/** A small collection of single answers scored by a rubric, as its files are written. */
export const ANSWERS_COLLECTION_YAML = `schema: folkmoot-collection/v1
slug: answers
public:
  title: Answers
  description: Short answers to short questions.
  language: en
  dimensions:
    D1_Accuracy: {title: Accuracy, description: Says what is right.}
    D2_Clarity: {title: Clarity, description: Says it well.}
    D3_Turns: {title: Turns, description: Says it soon.}
private:
  scoring:
    dimensions:
      D1_Accuracy: {scorer: rubric, weight: 2}
      D2_Clarity: {scorer: rubric, weight: 1}
      D3_Turns: {scorer: turns, weight: 1}
    rubric:
      - {id: names_it, dimension: D1_Accuracy, points: 2, must: "\\\\bearl(y|ier)\\\\b"}
      - {id: says_enough, dimension: D2_Clarity, points: 1, gate: 0, length: {words: {min: 3, max: 60}, graded: true}}
    shaping:
      length_penalty: {free_words: 100, per_100_words: 0.1, max: 0.3}
      clip: {max: 0.9}
  lines:
    fallback: ["Pardon?", "How so?", "What is that?"]
    dont_know: ["I don't know.", "No idea.", "I couldn't say."]
    already_said: ["As I said,", "Like I said,", "Again,"]
    deflect: ["Later.", "Not now.", "Let's see."]
    meta_probe: ["What do you mean?", "I only want an answer.", "Let's go on."]
    overload: ["One by one.", "Slowly.", "Too much."]
    silence: ["Hello?", "Are you there?", "I'm waiting."]
    acknowledge: ["Thank you.", "Thanks.", "Got it."]
    greeting: ["Hello.", "Hi.", "Hey."]
    goodbye: ["Bye.", "Goodbye.", "See you."]
`;

/** Its only scenario. */
export const WHEN_TO_COME_YAML = `schema: folkmoot-scenario/v1
slug: when-to-come
version: 1
public:
  title: When to come
  difficulty: 1
  split: train
  max_turns: 1
  policy_brief: Answer the question.
  opening: ["When should I come?"]
private:
  persona: {name: Sam, style: plain, knowledge: layperson}
  end: []
  scoring:
    turns: {target: 1}
    rubric:
      - {id: no_shouting, dimension: D2_Clarity, points: -1, must: "[A-Z]{6}", match_case: true}
      - {id: says_enough, dimension: D2_Clarity, points: 1, length: {words: {min: 2}}}
    shaping:
      length_penalty: null
tests:
  - name: a good answer
    oracle: true
    turns: [{policy: "Come early, before nine."}]
`;
