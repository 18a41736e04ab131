/** Text that a terminal shows and does not obey: U+FFFD stands for each control or format character. */
export function safeText(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, "\uFFFD");
}

/** The same, at most so many characters long. */
export function shorten(text: string, length: number): string {
  // What is cut off need not be looked at: it may be 64 MB.
  const shown = safeText(text.slice(0, length + 1));
  return shown.length > length ? `${shown.slice(0, length - 1)}…` : shown;
}

/** JSON in which each control or format character is escaped, so that it means the same and does nothing to a terminal. */
export function safeJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(/[\p{Cf}\u007F-\u009F]/gu, (character) =>
    Array.from(
      { length: character.length },
      (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, "0")}`,
    ).join(""),
  );
}
