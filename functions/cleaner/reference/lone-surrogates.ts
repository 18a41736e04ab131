/** Each escape of a JSON string: two that are one character, one that is half of one, any other. */
const ESCAPES = /\\u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|(\\u[dD][89a-fA-F][\da-fA-F]{2})|\\[\s\S]/g;

/**
 * Replaces what is half a character by `\ufffd`: readers refuse it, or the whole file with it.
 * @param text of a JSON string, in quotes or not
 * @param onReplaced called for each
 */
export function replaceLoneSurrogates(text: string, onReplaced: () => void): string {
  return text.replace(ESCAPES, (found: string, half: string | undefined) => {
    if (half === undefined) return found;
    onReplaced();
    return "\\ufffd";
  });
}
