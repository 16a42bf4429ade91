/** What a template may name. Each stands for text, but `messages`, which is a list, and `reference`, which may be null. */
export interface TemplateValues {
  readonly prompt: string;
  readonly response: string;
  readonly text: string;
  readonly messages: unknown;
  readonly reference: string | null;
}

const PLACEHOLDER = /\{\{(prompt|response|text|messages|reference)\}\}/g;
const ALONE = /^\{\{(prompt|response|text|messages|reference)\}\}$/;

/**
 * A JSON template with values in place of `{{prompt}}`, `{{response}}`, `{{text}}`, `{{messages}}` and `{{reference}}`. A string that is nothing but one of them becomes the value; within a longer one it is
 * text (`messages` as JSON, no reference as nothing). What a value says is never read as a template again.
 * @param values one a conversation. A list in the template with a single member that holds a placeholder becomes one such member a conversation; everywhere else the first conversation's values stand.
 */
export function fillJsonTemplate(template: unknown, values: readonly TemplateValues[]): unknown {
  const [first] = values;
  if (first === undefined || template === null || typeof template !== "object") {
    return typeof template === "string" && first !== undefined ? fillText(template, first) : template;
  }
  if (Array.isArray(template)) {
    return isRepeated(template)
      ? values.map((one) => fillJsonTemplate(template[0], [one]))
      : template.map((member) => fillJsonTemplate(member, values));
  }
  return Object.fromEntries(Object.entries(template).map(([name, member]) => [name, fillJsonTemplate(member, values)]));
}

/** Whether a template has a list that grows with the conversations. */
export function isBatchTemplate(template: unknown): boolean {
  if (template === null || typeof template !== "object") {
    return false;
  }
  return (Array.isArray(template) && isRepeated(template)) || Object.values(template).some(isBatchTemplate);
}

function isRepeated(list: readonly unknown[]): boolean {
  return list.length === 1 && JSON.stringify(list[0])?.match(PLACEHOLDER) !== null;
}

function fillText(template: string, values: TemplateValues): unknown {
  const alone = ALONE.exec(template)?.[1];
  if (alone !== undefined) {
    return values[alone as keyof TemplateValues];
  }
  return template.replace(PLACEHOLDER, (_whole, name: keyof TemplateValues) => {
    const value = values[name];
    return typeof value === "string" ? value : value === null ? "" : JSON.stringify(value);
  });
}
