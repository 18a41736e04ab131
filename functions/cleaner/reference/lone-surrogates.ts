/** An escape of a JSON string: a surrogate pair, a lone surrogate (the group), or any other. */
const ESCAPES = /\\u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|(\\u[dD][89a-fA-F][\da-fA-F]{2})|\\[\s\S]/g;

/**
 * Replaces lone surrogates by `\ufffd`: strict readers refuse them, or the whole file.
 * @param text of a JSON string, with or without its quotes
 * @param onReplaced called for each
 */
export function replaceLoneSurrogates(text: string, onReplaced: () => void): string {
  return text.replace(ESCAPES, (found: string, lone: string | undefined) => {
    if (lone === undefined) return found;
    onReplaced();
    return "\\ufffd";
  });
}
