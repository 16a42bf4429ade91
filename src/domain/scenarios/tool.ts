/** JSON Schema as the scenario file states it: an object schema from a small subset (see check-tool-input.ts). */
export interface ToolInputSchema {
  readonly type: "object";
  readonly properties: Readonly<Record<string, ToolFieldSchema>>;
  readonly required?: readonly string[];
}

export type ToolFieldSchema =
  | { readonly type: "string"; readonly description?: string; readonly enum?: readonly string[]; readonly maxLength?: number }
  | { readonly type: "number" | "integer"; readonly description?: string; readonly minimum?: number; readonly maximum?: number }
  | { readonly type: "boolean"; readonly description?: string }
  | {
      readonly type: "array";
      readonly description?: string;
      readonly items: { readonly type: "string"; readonly enum?: readonly string[] };
      readonly maxItems?: number;
    };

/** A tool the policy may call beside its message: a decision picks one option, an artifact is a filled form. Public. */
export type Tool =
  | {
      readonly id: string;
      readonly type: "decision";
      readonly mode: "options";
      readonly name: string;
      readonly description: string;
      readonly options: readonly string[];
    }
  | {
      readonly id: string;
      readonly type: "artifact";
      readonly mode: "json_schema";
      readonly name: string;
      readonly description: string;
      readonly jsonSchema: ToolInputSchema;
    };
