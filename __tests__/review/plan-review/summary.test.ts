import { expect } from "chai";
import { added, change, destroyed, json, markdown, plan, policy, QUIET, updated } from "./plans.ts";

/** The text before the first section. */
const summaryOf = (text: string) => text.split("\n## ")[1] ?? "";
const summary = (...args: Parameters<typeof markdown>) => summaryOf(markdown(...args));
const problem = { where: "it", problem: "is not plain", remedy: "leave it out" };

describe("The summary of a review", () => {
  it("comes first, and has two lines if nothing changes", () => {
    expect(summary({})).to.equal(`Summary

- No plan loses data.
- No rights change.

| stack | added | changed | replaced | destroyed | forgotten |
| --- | ---: | ---: | ---: | ---: | ---: |
| \`production-eu-west-1\` | 0 | 0 | 0 | 0 | 0 |
`);
  });

  it("names the stacks of each danger", () => {
    const plans = [
      plan(
        destroyed("aws_s3_bucket.raw"),
        updated("aws_dms_s3_endpoint.target", { csv_delimiter: "," }, { csv_delimiter: ";" }),
        updated("aws_dms_replication_task.task", { table_mappings: "a" }, { table_mappings: "b" }),
        updated("aws_dms_replication_instance.instance", { multi_az: false }, { multi_az: true }),
        added("aws_iam_role_policy.cleaner", { policy: policy({ Effect: "Allow", Action: "s3:GetObject" }) }),
      ),
      { ...QUIET, stack: "half", errored: true },
      QUIET,
    ];
    const text = summary({ plans, unplanned: ["none"], unknown: ["new"], problems: [problem] });
    expect(text.split("\n\n")[1]?.split("\n")).to.deep.equal([
      "- **Data may be lost:** `it`",
      "- **The task must be stopped before the deploy:** `it`",
      "- **A running task is stopped, and must be started again:** `it`",
      "- **A running task is interrupted:** `it`",
      "- **Rights change:** `it`",
      "- **There is no plan of:** `none`",
      "- **The plan is incomplete for:** `half`",
      "- **New, and planned only after the merge** (docs/github.md): `new`",
      "- **A policy does not hold.**",
    ]);
  });

  it("counts the outcomes, with a row for each stack, sorted by name", () => {
    const all = plan(
      added("aws_sns_topic.a"),
      added("aws_sns_topic.b"),
      updated("aws_sns_topic.c", { name: "a" }, { name: "b" }),
      change("aws_sns_topic.d", ["delete", "create"]),
      destroyed("aws_sns_topic.e"),
      change("aws_sns_topic.f", ["forget"]),
      change("aws_sns_topic.g", ["no-op"]),
    );
    expect(
      summary({ plans: [QUIET, all], unplanned: ["a"] })
        .split("\n")
        .slice(-4, -1),
    ).to.deep.equal([
      "| `a` | ? | ? | ? | ? | ? |",
      "| `it` | 2 | 1 | 1 | 1 | 1 |",
      "| `production-eu-west-1` | 0 | 0 | 0 | 0 | 0 |",
    ]);
  });

  it("says that nothing is planned if the synthesised stacks are refused, and why", () => {
    const text = markdown({ plans: [], unplanned: ["it"], refused: [problem] });
    expect(summaryOf(text))
      .to.include("- **What leaves is not known:** nothing was planned.")
      .and.include("- **The synthesised stacks are refused, so nothing is planned.**");
    expect(text).to.include("## Refused\n\n- `it: is not plain. leave it out.`");
    expect(json({ refused: [problem], unknown: ["new"] })).to.deep.include({ refused: [problem], unknown: ["new"] });
  });

  it("stays if the rest does not fit into a comment", () => {
    const many = Array.from({ length: 3000 }, (_, at) => destroyed(`aws_s3_bucket.it-${at}`));
    const text = markdown({ plans: [plan(...many)] });
    expect(text).to.have.length.below(65_536);
    expect(summaryOf(text)).to.include("| `it` | 0 | 0 | 0 | 3000 | 0 |");
  });

  it("is cut at the end of a line, so that no code is left open", () => {
    const many = Array.from({ length: 3000 }, (_, at) => destroyed(`aws_s3_bucket.it["@everyone-${at}"]`));
    for (const line of markdown({ plans: [plan(...many)] }).split("\n"))
      expect((line.match(/`/g) ?? []).length % 2, line).to.equal(0);
  });
});
