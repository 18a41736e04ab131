import { MASKS } from "../../contracts/masks.ts";
import { assertNoProblems } from "../../contracts/problem.ts";
import { checkExample } from "../../local/examples/check-example.ts";
import { type ExampleCleaner, startExampleCleaner } from "../../local/examples/example-cleaner.ts";
import { findExamples } from "../../local/examples/find-examples.ts";

/** Users' own: `contracts/<database>/<collection>.examples/`. */
describe("The examples of the contracts", () => {
  const { examples, problems } = findExamples("contracts", MASKS);
  let cleaner: ExampleCleaner;
  before(async () => {
    cleaner = await startExampleCleaner();
  });
  after(() => cleaner.close());

  it("are complete, in the folder of a listed collection, and nothing else is there", () => assertNoProblems(problems));

  for (const example of examples)
    it(`are what the shipped bundle makes of them: ${example.database}/${example.collection}, ${example.title}`, async () =>
      assertNoProblems(await checkExample(example, cleaner)));
});
