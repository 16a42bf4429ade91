import fc from "fast-check";

/** Values no field expects. */
const junk: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, true, 0, -1, 1.5, 1e308, Number.MAX_SAFE_INTEGER, "", "x", [], {}, [[]], [null], { a: 1 }),
  fc.jsonValue({ maxDepth: 3 }),
  fc.nat({ max: 30 }).map((depth) => {
    let value: unknown = 1;
    for (let level = 0; level < depth; level += 1) {
      value = level % 2 === 0 ? [value] : { messages: value };
    }
    return value;
  }),
  fc.nat({ max: 3000 }).map((length) => "x".repeat(length)),
  fc.nat({ max: 500 }).map((length) => Array.from({ length }, (_, index) => index)),
);

/** Which nodes of a tree are changed, and how. */
type Spoiling = { readonly node: number; readonly action: "replace" | "remove" | "repeat" | "rename"; readonly value: unknown };

const spoiling: fc.Arbitrary<Spoiling> = fc.record({
  node: fc.nat({ max: 40 }),
  action: fc.constantFrom("replace", "replace", "replace", "remove", "repeat", "rename"),
  value: junk,
});

/** The value with one to three of its nodes replaced, removed, repeated or renamed. */
export function spoilValue(values: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.tuple(values, fc.array(spoiling, { minLength: 1, maxLength: 3 })).map(([value, spoilings]) => {
    let spoilt = structuredClone(value);
    for (const one of spoilings) {
      // A clone: the same value put into itself would be a circle.
      spoilt = spoilNode(spoilt, { ...one, value: structuredClone(one.value) });
    }
    return spoilt;
  });
}

function spoilNode(root: unknown, { node, action, value }: Spoiling): unknown {
  const places = placesOf(root);
  const place = places[node % Math.max(1, places.length)];
  if (place === undefined) {
    return value;
  }
  const { parent, key } = place;
  if (Array.isArray(parent)) {
    const index = Number(key);
    parent.splice(index, action === "replace" ? 1 : 0, action === "repeat" ? parent[index] : value);
    return root;
  }
  const object = parent as Record<string, unknown>;
  if (action === "replace") {
    object[key] = value;
  } else {
    const kept = object[key];
    if (action !== "repeat") {
      delete object[key];
    }
    if (action !== "remove") {
      object[`${key}_2`] = kept;
    }
  }
  return root;
}

function placesOf(root: unknown): readonly { readonly parent: object; readonly key: string }[] {
  if (typeof root !== "object" || root === null) {
    return [];
  }
  return Object.entries(root).flatMap(([key, value]) => [{ parent: root, key }, ...placesOf(value)]);
}

/** JSON text turned into something that is no JSON, or JSON that no serializer writes. */
const TEXT_SPOILINGS: readonly ((text: string, at: number) => string | Uint8Array)[] = [
  (text, at) => text.slice(0, at),
  (text, at) => text.slice(at),
  (text, at) => `${text.slice(0, at)},${text.slice(at)}`,
  (text) => text.replace(/:("[^"]*"|\d+|null)/, ":NaN"),
  (text) => text.replace(/:("[^"]*"|\d+|null)/, ":-Infinity"),
  (text) => text.replace(/:("[^"]*"|\d+|null)/, ":1e999"),
  (text) => text.replace(/:("[^"]*"|\d+|null)/, `:${"9".repeat(400)}`),
  (text) => text.replace(/:"[^"]*"/, ':"\\ud800"'),
  (text) => text.replace(/:"[^"]*"/, ':"\\udc00\\ud800 \\u0000"'),
  (text) => text.replace(/^\{/, '{"messages":7,"seed":"x",'),
  (text) => text.replace(/^\{/, '{"__proto__":{"messages":[]},'),
  (text) => text.replace(/^\{/, '{"constructor":{"prototype":{"admin":true}},'),
  (text) => `${"[".repeat(200)}${text}${"]".repeat(200)}`,
  (text) => `${'{"messages":'.repeat(60)}${text}${"}".repeat(60)}`,
  (text) => `\ufeff${text}`,
  (text) => `${text}${text}`,
  (text) => ` \n\t${text}\r\n `,
  (text) => `${text}${" ".repeat(25_000)}`,
  (text) => text.replaceAll('"', "'"),
  (text) => `/* ${text} */`,
  () => "",
  (text, at) => Buffer.concat([Buffer.from(text.slice(0, at)), Buffer.from([0xff, 0xc0, 0x80]), Buffer.from(text.slice(at))]),
  (text) => Buffer.from(text, "utf16le"),
];

/** Texts of a value, spoilt as texts. */
export function spoilText(values: fc.Arbitrary<unknown>): fc.Arbitrary<string | Uint8Array> {
  return fc.tuple(values, fc.nat({ max: TEXT_SPOILINGS.length - 1 }), fc.nat({ max: 999 })).map(([value, which, thousandths]) => {
    const text = JSON.stringify(value) ?? "";
    return TEXT_SPOILINGS[which]?.(text, Math.floor((text.length * thousandths) / 1000)) ?? text;
  });
}
