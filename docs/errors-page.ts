/** The cleaner's error codes, each with what it means and what to do. */
export function errorsPage(errors: Readonly<Record<string, string>>): string {
  const rows = Object.entries(errors).map(([code, remedy]) => `| \`${code}\` | ${remedy} |`);
  return [
    "# Why an object failed",
    "",
    "Made by `npm run docs` from the cleaner's errors. How to find failed objects and to put them through again:",
    "[runbook](runbook.md#when-an-object-fails).",
    "",
    "| code | meaning, and what to do |",
    "|---|---|",
    ...rows,
    "",
  ].join("\n");
}
