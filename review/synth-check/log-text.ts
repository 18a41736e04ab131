const LONGEST = 200;

/**
 * A text that somebody else wrote, for a workflow's log: in it GitHub's runner takes `::…::` and `##[…]` for commands, which
 * may set outputs. Printable ASCII stays, without these.
 * https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
 */
export function logText(text: string): string {
  return text.slice(0, LONGEST).replaceAll(/[^\x20-\x7e]|#|:(?=:)/g, "?");
}
