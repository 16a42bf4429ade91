import type { Condition } from "../domain/scenarios/condition.ts";
import type { DimensionRule, MeterEffects, Scenario } from "../domain/scenarios/scenario.ts";
import type { FileFieldError } from "./file-field-error.ts";
import { findCallFaults } from "./find-call-faults.ts";
import { suggestId } from "./suggest-id.ts";

/**
 * Ids used but not defined, and calls expected that no tool takes.
 * @param answered the topics that the scenario's file has answers of its own for.
 */
export function findReferenceErrors(scenario: Scenario, answered: readonly string[]): readonly FileFieldError[] {
  const errors: FileFieldError[] = [];
  const half = scenario.private;
  const known = knownIds(scenario);
  const report = (path: readonly (string | number)[], message: string) => errors.push({ path: ["private", ...path], message });
  const expectKnown = (kind: keyof typeof known, id: string, path: readonly (string | number)[]) => {
    if (!known[kind].has(id)) {
      report(path, `no ${kind} "${id}"${suggestId(id, known[kind])}`);
    }
  };
  const expectMeters = (effects: MeterEffects, path: readonly (string | number)[]) => {
    for (const meterId of Object.keys(effects)) {
      expectKnown("meter", meterId, [...path, meterId]);
    }
  };
  const expectCondition = (condition: Condition | null, path: readonly (string | number)[]) => {
    for (const [kind, id] of referencesOf(condition)) {
      expectKnown(kind, id, path);
    }
    for (const fault of findCallFaults(condition, scenario.public.tools)) {
      report(path, fault);
    }
  };

  for (const [name, effect] of Object.entries(half.acts)) {
    expectMeters(effect.effects, ["acts", name]);
  }
  for (const topic of half.topics) {
    expectMeters(topic.effects, ["topics", topic.id]);
  }
  for (const topicId of answered) {
    expectKnown("topic", topicId, ["answers", topicId]);
  }
  half.facts.forEach((fact, index) => {
    expectKnown("topic", fact.topicId, ["facts", index, "topic"]);
    for (const required of fact.requires) {
      expectKnown("fact", required, ["facts", index, "requires"]);
    }
    expectCondition(fact.when, ["facts", index, "when"]);
    expectCondition(fact.hint?.when ?? null, ["facts", index, "hint"]);
  });
  half.agenda.forEach((item, index) => {
    expectCondition(item.when, ["agenda", index, "when"]);
    expectMeters(item.effects, ["agenda", index]);
  });
  half.milestones.forEach((milestone, index) => {
    expectCondition(milestone.when, ["milestones", index, "when"]);
    for (const earlier of milestone.after) {
      expectKnown("milestone", earlier, ["milestones", index, "after"]);
    }
  });
  half.minefields.forEach((minefield, index) => {
    expectCondition(minefield.when, ["minefields", index, "when"]);
  });
  half.ends.forEach((rule, index) => {
    expectCondition(rule.when, ["end", index, "when"]);
  });
  half.scoring.dimensions.forEach((dimension) => {
    errors.push(...scorerErrors(dimension, scenario, known));
  });
  return errors;
}

type Known = ReturnType<typeof knownIds>;

function knownIds(scenario: Scenario) {
  const half = scenario.private;
  return {
    topic: new Set(half.topics.map((topic) => topic.id)),
    fact: new Set(half.facts.map((fact) => fact.id)),
    meter: new Set(Object.keys(half.meters)),
    milestone: new Set(half.milestones.map((milestone) => milestone.id)),
    minefield: new Set(half.minefields.map((minefield) => minefield.id)),
    tool: new Set(scenario.public.tools.map((tool) => tool.id)),
  };
}

function referencesOf(condition: Condition | null): readonly (readonly [keyof Known, string])[] {
  switch (condition?.kind) {
    case "all":
    case "any":
      return condition.of.flatMap(referencesOf);
    case "not":
      return referencesOf(condition.of);
    case "fact":
      return [["fact", condition.factId]];
    case "raised":
      return [["topic", condition.topicId]];
    case "meter":
      return [["meter", condition.meterId]];
    case "tool":
      return [["tool", condition.toolId]];
    case "milestone":
      return [["milestone", condition.milestoneId]];
    case "minefield":
      return [["minefield", condition.minefieldId]];
    default:
      return [];
  }
}

function scorerErrors(dimension: DimensionRule, scenario: Scenario, known: Known): readonly FileFieldError[] {
  const errors: FileFieldError[] = [];
  const path = ["private", "scoring"];
  const { scorer } = dimension;
  if (scorer.kind === "practices") {
    for (const [index, practice] of scorer.practices.entries()) {
      // Each file has every id once: the earlier one is the collection's.
      if (scorer.practices.findIndex(({ id }) => id === practice.id) < index) {
        errors.push({
          path: [...path, "practices"],
          message: `practice "${practice.id}" is the collection's already: both would count`,
        });
      }
      for (const [kind, id] of referencesOf(practice.when)) {
        if (!known[kind].has(id)) {
          errors.push({
            path: [...path, "practices"],
            message: `practice "${practice.id}": no ${kind} "${id}"${suggestId(id, known[kind])}`,
          });
        }
      }
      for (const fault of findCallFaults(practice.when, scenario.public.tools)) {
        errors.push({ path: [...path, "practices"], message: `practice "${practice.id}": ${fault}` });
      }
    }
  }
  if (scorer.kind === "decision" || scorer.kind === "artifact") {
    const tool = scenario.public.tools.find((candidate) => candidate.id === scorer.toolId);
    if (tool?.type !== scorer.kind) {
      errors.push({ path: [...path, scorer.kind], message: `"${scorer.toolId}" is no ${scorer.kind} tool of public.tools` });
    } else if (scorer.kind === "decision" && tool.type === "decision") {
      for (const option of Object.keys(scorer.credits).filter((credit) => !tool.options.includes(credit))) {
        errors.push({
          path: [...path, "decision", "credits"],
          message: `"${option}" is no option of ${tool.id} (${tool.options.join(", ")})`,
        });
      }
    } else if (scorer.kind === "artifact" && tool.type === "artifact") {
      for (const field of scorer.fields.filter((candidate) => !(candidate.field in tool.jsonSchema.properties))) {
        errors.push({ path: [...path, "artifact", "fields"], message: `"${field.field}" is no property of ${tool.id}` });
      }
    }
  }
  return errors;
}
