import { ERROR_SECTIONS } from "./error-sections.ts";

/** All error codes, each with what it means and what to do. */
export function errorsPage(): string {
  const sections = ERROR_SECTIONS.flatMap(({ title, about, errors }) => [
    ...(title === undefined ? [] : [`## ${title}`, ""]),
    about,
    "",
    ...table(errors),
    "",
  ]);
  return ["# Why an object failed", "", ...sections].join("\n");
}

function table(errors: Readonly<Record<string, string>>): string[] {
  const rows = Object.entries(errors).map(([code, remedy]) => `| \`${code}\` | ${remedy} |`);
  return ["| code | meaning, and what to do |", "|---|---|", ...rows];
}
