import { readFileSync } from "node:fs";

/** The password of the logins on the page. */
export const PASSWORD = "a long password";

/** The SQL blocks of docs/sources.md that make a login, in order: the tests run what users run. */
export function pageSql(engine: "MySQL" | "PostgreSQL"): readonly string[] {
  const page = readFileSync("docs/sources.md", "utf8");
  const [chapter = ""] = page.split(/^## /m).filter((each) => each.startsWith(engine));
  return [...chapter.matchAll(/```sql\n([\s\S]*?)```/g)].map(([, sql = ""]) => sql);
}
