/**
 * Names that are not the listed one, though they look like it: another letter case, space around it, a longer one, a shorter
 * one, a letter of another alphabet, a path that leads on.
 */
export function nearMisses(name: string): string[] {
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

/** Names that JavaScript has its own ideas of. */
export const UNEASY_NAMES = [
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "hasOwnProperty",
  "0",
  "-1",
  "length",
];
