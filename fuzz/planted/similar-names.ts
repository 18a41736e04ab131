/**
 * Names that look like the listed one and differ: another letter case, space around it, longer, shorter, a letter of another
 * alphabet, a longer path.
 */
export function similarNames(name: string): string[] {
  const first = name.slice(0, 1);
  return [
    first.toUpperCase() + name.slice(1),
    name.toUpperCase(),
    ` ${name}`,
    `${name} `,
    `${name}\0`,
    `${name}_`,
    `${name}.`,
    `.${name}`,
    `${name}.x`,
    `x.${name}`,
    `${name}s`,
    name.slice(0, -1),
    `"${name}"`,
    `\uFEFF${name}`,
    `${name}\u200B`,
    name.replace("a", "\u0430"),
    name.replace("e", "\u0065\u0301"),
    `array_${name}`,
    `oid_${name}`,
  ].filter((candidate) => candidate !== name && candidate !== "");
}

/** Names that are special in JavaScript. */
export const SPECIAL_NAMES = [
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "hasOwnProperty",
  "0",
  "-1",
  "length",
];
