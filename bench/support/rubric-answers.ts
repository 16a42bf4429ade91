import { createDraws } from "../../src/domain/numerics/create-draws.ts";
import type { Criterion } from "../../src/domain/rubric/rubric-check.ts";
import type { PolicyConversation } from "../../src/domain/transcripts/policy-conversation.ts";

/** Twenty checks of every kind that a general rubric has, for measuring. */
export const RUBRIC_CRITERIA: readonly Criterion[] = [
  { kind: "pattern", pattern: "\\bindex(es)?\\b", ignoreCase: true, expects: "present" },
  { kind: "pattern", pattern: "\\b\\d+ ?(ms|seconds|rows)\\b", ignoreCase: false, expects: "present" },
  { kind: "pattern", pattern: "(?i)lorem ipsum|as an ai\\b", ignoreCase: false, expects: "absent" },
  { kind: "pattern", pattern: "\\b(first|then|finally)\\b", ignoreCase: true, expects: "present" },
  { kind: "phrases", phrases: ["for example", "for instance", "such as"], expects: "present" },
  { kind: "phrases", phrases: ["in today's fast-paced world", "game changer", "delve into"], expects: "absent" },
  { kind: "forbidden_claims", claims: ["always faster", "guaranteed", "no downside", "works in every case"] },
  { kind: "length", unit: "words", min: 100, max: 400, graded: true },
  { kind: "length", unit: "tokens", min: null, max: 800, graded: true },
  { kind: "length", unit: "sentences", min: 5, max: 60, graded: false },
  { kind: "sections", headings: ["Summary", "Details", "Next steps"], inOrder: true, graded: true },
  { kind: "list_items", min: 2, max: 20 },
  { kind: "code_block", language: "sql", expects: "present" },
  { kind: "language", language: "en" },
  { kind: "repetition", ngramWords: 4, shareMax: 0.1 },
  { kind: "refusal", expects: "absent" },
  { kind: "request_coverage" },
  { kind: "echo", shareMax: 0.3, requestShareMax: null },
  { kind: "relevance" },
  { kind: "instructions" },
];

const REQUESTS = [
  'Explain in at least 100 words how an index speeds up a query on a large table, and give me three examples in a bullet list. Do not mention "magic".',
  "Our report takes 40 seconds since last week. What should I look at first? Answer in English, with a title.",
  "Compare a hash join with a nested loop. When does the planner choose which? Keep it under 600 words.",
  "How do I find out why writes became slow after we added more columns to the order table?",
];
const SENTENCES = [
  "An index keeps the values of a column in order, so the engine can seek to the right place instead of reading every page.",
  "For example, a query that filters on the customer and sorts by date is served well by a composite index on both.",
  "Each write has to maintain every index of the table, which is why adding more of them isn't free.",
  "You'll see the difference in the plan: a sequential scan becomes an index scan, and the cost falls from 12,000 to 80.",
  "First look at the slowest statement; then check whether its statistics are fresh.",
  "The planner estimates how many rows a condition keeps, and it's often wrong for columns that depend on each other.",
  "When both inputs are large and unsorted, building a hash of the smaller one is usually the cheapest way to join them.",
  "A nested loop wins where the outer side has only a few rows and the inner side can be looked up by key.",
  "Vacuum removes dead rows, so that a scan does not have to skip them again and again.",
  "If the working set no longer fits into memory, reads go to disk and take 5 ms instead of a few microseconds.",
  "Locks are another suspect: a long transaction may hold back every writer behind it.",
  "Measure before and after, on the same data, and change only one thing at a time.",
  "Partial indexes are small because they leave out the rows that nobody asks for.",
  "It doesn't help to index a column with two values unless one of them is rare.",
  "Partitioning by month lets old data be dropped in one step and keeps recent pages hot.",
  "Batching inserts reduces the number of commits, and each commit costs one flush to disk.",
  "A connection pool of forty is seldom faster than one of ten when the machine has four cores.",
  "Compression trades processor time for fewer reads, which pays off for wide and cold tables.",
  "Replication lag grows when a single thread applies what many wrote at the same time.",
  "Foreign keys without an index on the child side make deletes on the parent surprisingly slow.",
  "Text search needs its own kind of index; a plain one cannot answer a pattern with a leading wildcard.",
  "Caching results outside of the database is tempting, yet invalidating them correctly is the hard part.",
  "Keep the monitoring on while you roll the change out, and be ready to take it back.",
  "Finally, write down what you found, because the same question will come up again next year.",
];
const CODE =
  "```sql\nCREATE INDEX CONCURRENTLY orders_customer_date ON orders (customer_id, created_at DESC);\nEXPLAIN ANALYZE SELECT * FROM orders WHERE customer_id = 42;\n```";

/** So many conversations of one exchange each, all different, of about so many words: prose in paragraphs, headings, a list, some with code. */
export function writeAnswers(count: number, words: number): readonly PolicyConversation[] {
  return Array.from({ length: count }, (_unused, number) => {
    const drawUniform = createDraws(number + 1);
    const draw = (below: number) => Math.floor(drawUniform() * below);
    const parts = ["## Summary"];
    let written = 0;
    for (let paragraph = 0; written < words; paragraph += 1) {
      const sentences = Array.from({ length: 4 }, () => SENTENCES[draw(SENTENCES.length)] ?? "");
      parts.push(paragraph % 3 === 2 ? sentences.map((sentence) => `- ${sentence}`).join("\n") : sentences.join(" "));
      written += sentences.join(" ").split(" ").length;
      if (paragraph === 1) {
        parts.push("## Details", ...(number % 2 === 0 ? [CODE] : []));
      }
    }
    parts.push("**Next steps:** check the plan, then decide.");
    return { requests: [REQUESTS[number % REQUESTS.length] ?? ""], answers: [parts.join("\n\n")], reference: null };
  });
}
