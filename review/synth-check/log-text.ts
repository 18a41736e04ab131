const LONGEST = 200;

/**
 * Makes a text that somebody else wrote safe for a workflow's log: GitHub's runner executes `::…::` and `##[…]` as commands,
 * which may set outputs. Keeps printable ASCII, without these.
 * https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
 */
export function logText(text: string): string {
  return text.slice(0, LONGEST).replaceAll(/[^\x20-\x7e]|#|:(?=:)/g, "?");
}
