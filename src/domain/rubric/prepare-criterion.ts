import { measureCitations } from "./criteria/measure-citations.ts";
import { measureCodeBlock } from "./criteria/measure-code-block.ts";
import { measureEcho } from "./criteria/measure-echo.ts";
import { measureForbiddenClaims } from "./criteria/measure-forbidden-claims.ts";
import { measureInstructions } from "./criteria/measure-instructions.ts";
import { measureJson } from "./criteria/measure-json.ts";
import { measureLanguage } from "./criteria/measure-language.ts";
import { measureLength } from "./criteria/measure-length.ts";
import { measureListItems } from "./criteria/measure-list-items.ts";
import { measurePattern } from "./criteria/measure-pattern.ts";
import { measurePhrases } from "./criteria/measure-phrases.ts";
import { measureReference } from "./criteria/measure-reference.ts";
import { measureRefusal } from "./criteria/measure-refusal.ts";
import { measureRelevance } from "./criteria/measure-relevance.ts";
import { measureRepetition } from "./criteria/measure-repetition.ts";
import { measureRequestCoverage } from "./criteria/measure-request-coverage.ts";
import { measureScript } from "./criteria/measure-script.ts";
import { measureSections } from "./criteria/measure-sections.ts";
import { measureThinkTags } from "./criteria/measure-think-tags.ts";
import { measureTurns } from "./criteria/measure-turns.ts";
import type { Measure } from "./finding.ts";
import type { OwnContentReader } from "./own-content.ts";
import type { Criterion } from "./rubric-check.ts";
import type { EngineTools, PatternSource } from "./rubric-tools.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** What the criteria of one side share; each adds its own and keeps the number. */
export interface SharedParts {
  readonly patterns: PatternSource[];
  readonly phrases: (readonly string[])[];
  readonly vocabulary: Vocabulary;
  readonly readOwnContent: OwnContentReader;
}

/** Makes a criterion ready. Throws where its pattern, schema, phrases, script or language cannot be used. */
export function prepareCriterion(criterion: Criterion, tools: EngineTools, shared: SharedParts): Measure {
  switch (criterion.kind) {
    case "pattern":
      return measurePattern(shared.patterns.push(criterion) - 1, criterion.expects);
    case "phrases":
      return measurePhrases(shared.phrases.push(criterion.phrases) - 1, criterion.expects);
    case "forbidden_claims":
      return measureForbiddenClaims(shared.phrases.push(criterion.claims) - 1, criterion.claims);
    case "length":
      return measureLength(criterion);
    case "json":
      return measureJson(criterion.schema === null ? null : tools.compileJsonSchema(criterion.schema));
    case "sections":
      return measureSections(criterion);
    case "reference":
      return measureReference(criterion);
    case "citations":
      return measureCitations(criterion);
    case "code_block":
      return measureCodeBlock(criterion);
    case "list_items":
      return measureListItems(criterion);
    case "language":
      return measureLanguage(criterion.language);
    case "script":
      return measureScript(criterion);
    case "repetition":
      return measureRepetition(criterion);
    case "refusal":
      return measureRefusal(criterion.expects);
    case "think_tags":
      return measureThinkTags(criterion);
    case "turns":
      return measureTurns(criterion);
    case "request_coverage":
      return measureRequestCoverage(shared.vocabulary, shared.readOwnContent);
    case "echo":
      return measureEcho(criterion);
    case "relevance":
      return measureRelevance(tools.wordVectors, shared.vocabulary, shared.readOwnContent);
    case "instructions":
      return measureInstructions();
  }
}
