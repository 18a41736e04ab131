import { readFile } from "node:fs/promises";
import type { Problem } from "../../contracts/problem.ts";
import type { Example } from "./example.ts";
import type { ExampleCleaner } from "./example-cleaner.ts";
import { firstDifference } from "./first-difference.ts";
import { writeExpectation } from "./write-expectation.ts";

/** What is wrong with an example, without a value of it: the file fails, or something else leaves than is expected. */
export async function checkExample(example: Example, cleaner: ExampleCleaner): Promise<Problem[]> {
  const outcome = await cleaner.clean(example);
  if ("failure" in outcome)
    return [
      { where: example.csv, problem: outcome.failure, remedy: "correct the file: it is not as DMS would write it" },
    ];
  const difference = firstDifference(await readFile(example.ndjson, "utf8"), outcome.ndjson);
  if (difference === undefined) return [];
  const { line, problem } = difference;
  const remedy = `correct the contract. If what leaves now is right, write it down and review it:\n    ${writeExpectation(example)}`;
  return [{ where: `${example.ndjson}, line ${line}`, problem, remedy }];
}
