import type { MailEnvironment } from "./environment.ts";
import type { Failure } from "./failure.ts";

interface Mail {
  readonly subject: string;
  readonly text: string;
}

/** @param unmailed failures of this kind since its last mail */
export function mailOf(
  { kind, count, since, remedy, details }: Failure,
  { stack, docs }: Pick<MailEnvironment, "stack" | "docs">,
  unmailed: number,
): Mail {
  return {
    subject: `${kind} in ${stack}`,
    text: [
      `What failed: ${kind}, in the stack ${stack}`,
      `Since: ${since}`,
      `How often: ${count === 1 ? "once" : `${count} times`}${earlier(unmailed)}`,
      ...details,
      "",
      `What to do: ${docs === undefined ? remedy : linked(remedy, docs)}`,
      "",
      "More failures of this kind are counted, and mailed with the next one that happens in another hour.",
      "",
    ].join("\n"),
  };
}

/** Remedies name pages by their path in the repository: `docs/mails.md#lock_held`. */
function linked(text: string, docs: string): string {
  return text.replaceAll(/(?<![\w/])docs\/[\w/-]+\.md(?:#[\w-]+)?/g, (page) => `${docs}/${page}`);
}

function earlier(unmailed: number): string {
  return unmailed === 0 ? "" : `, and ${unmailed} more since the last mail of this kind`;
}
