/** Characters of a name that are shown. */
const LENGTH = 64;

/**
 * A name that somebody else chose, for logs, mails and terminals: in ASCII without control characters, and not longer than a line.
 * `é` is shown as `\u{e9}`, and a backslash as two, so that two names never look alike unless they were shortened.
 */
export function shownName(name: string): string {
  const characters = Array.from(name.slice(0, 2 * LENGTH), escaped);
  let shown = "";
  for (const [index, character] of characters.entries()) {
    if (shown.length + character.length > LENGTH) return `${shown}...`;
    shown += character;
    if (index === characters.length - 1 && name.length > 2 * LENGTH) return `${shown}...`;
  }
  return shown;
}

function escaped(character: string): string {
  if (character === "\\") return "\\\\";
  return /^[ -~]$/.test(character) ? character : `\\u{${character.codePointAt(0)?.toString(16)}}`;
}
