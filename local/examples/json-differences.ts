import { isPrintable } from "../../functions/cleaner/column-name.ts";
import type { JsonValue } from "../../functions/cleaner/reference/json-value.ts";

/**
 * Where what leaves differs from what is expected, as paths and never as values: `nodes[1].label does not leave`. A number differs if
 * its text does. A key that may be personal is shown by its place: `#2`.
 */
export function jsonDifferences(expected: JsonValue, actual: JsonValue, path = ""): string[] {
  if (expected.kind === "scalar" || actual.kind === "scalar" || expected.kind !== actual.kind)
    return isSame(expected, actual) ? [] : [`${path || "all of it"} differs`];
  const before = partsOf(expected, path);
  const after = partsOf(actual, path);
  const absent = [...before].filter(([key]) => !after.has(key)).map(([, part]) => `${part.path} does not leave`);
  const present = [...after].flatMap(([key, part]) => {
    const wanted = before.get(key);
    return wanted === undefined
      ? [`${part.path} leaves and is not expected`]
      : jsonDifferences(wanted.value, part.value, part.path);
  });
  return [...absent, ...present];
}

interface Part {
  readonly path: string;
  readonly value: JsonValue;
}

/** The members of an object by key, or the elements of an array by index. */
function partsOf(value: Exclude<JsonValue, { kind: "scalar" }>, path: string): ReadonlyMap<string | number, Part> {
  if (value.kind === "array")
    return new Map(value.elements.map((each, index) => [index, { path: `${path}[${index}]`, value: each }]));
  const above = path === "" ? "" : `${path}.`;
  const parts = value.members.map(({ key, value: inner }, index) => {
    return [key, { path: above + (isPrintable(key) ? key : `#${index + 1}`), value: inner }] as const;
  });
  return new Map(parts);
}

function isSame(expected: JsonValue, actual: JsonValue): boolean {
  return expected.kind === "scalar" && actual.kind === "scalar" && expected.text === actual.text;
}
