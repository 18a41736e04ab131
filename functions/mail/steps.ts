/** What to do, and the section of the page of mails that has the commands. @param code a code that a mail names */
export function withSteps(code: string, remedy: string): string {
  return `${remedy} Step by step: docs/mails.md#${code.toLowerCase()}`;
}
