import { fileURLToPath } from "node:url";
import { ProblemsFound } from "../contracts/problem.ts";
import { mistakesIn } from "./edited-files.ts";
import { EXIT } from "./exit-code.ts";

// npm scripts load this before the command itself (node's --import), because the command imports the files that are checked here.
const problems = mistakesIn(fileURLToPath(new URL("..", import.meta.url)));
if (problems.length > 0) {
  process.stderr.write(`${new ProblemsFound(problems).message}\n`);
  process.exit(EXIT.failed);
}
