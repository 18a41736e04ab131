import { readFileSync } from "node:fs";
import { expect } from "chai";
import { PRIMARY } from "../stacks/fixtures.ts";
import { synthEachRedshift } from "../stacks/mongodb-to-redshift/synth.ts";
import { synth as synthStream } from "../stacks/mysql-to-snowflake/synth.ts";
import { synth as synthRelational } from "../stacks/relational-to-snowflake/synth.ts";
import { synthEachModule } from "../stacks/snowflake-to-postgres/synth.ts";
import { once, resources, synth } from "../stacks/synth.ts";

describe("The runbook", () => {
  /** Of each pipeline, so that every alarm is in one. */
  const stacks = once(() => [
    synth(PRIMARY),
    synthRelational(),
    synthStream(),
    ...synthEachRedshift(),
    ...synthEachModule(),
  ]);
  /** Every text that a stack's alarms send. */
  const texts = () =>
    stacks().flatMap((stack) => [
      ...resources(stack, "aws_cloudwatch_metric_alarm").map(({ alarm_description }) => String(alarm_description)),
      ...resources(stack, "aws_cloudwatch_event_target").flatMap(({ input_transformer }) =>
        input_transformer === undefined ? [] : [JSON.stringify(input_transformer)],
      ),
    ]);
  const kinds = () => [
    ...new Set(texts().flatMap((text) => [...text.matchAll(/docs\/runbook\.md#([\w-]+)/g)].map(second))),
  ];
  const sections = once(alarmSections);

  it("is linked in every alarm of a stack", () => {
    for (const text of texts()) expect(text).to.match(/What to do: docs\/runbook\.md#[\w-]+/);
  });

  it("has a section with the name of each alarm that a stack makes, and no other section", () => {
    expect(kinds()).to.have.length.above(5);
    expect([...sections().keys()]).to.have.members(kinds());
  });

  it("says what each alarm means, then what to do, with a command", () => {
    for (const [kind, text] of sections()) {
      const [meaning = "", ...rest] = text.trim().split("```sh\n");
      expect(meaning, kind).to.match(/^[A-Z][\s\S]{40,}/);
      expect(rest.join("").trim(), kind).to.match(/^(npm run -s ops -- |aws |log=)/);
    }
  });
});

/** The section of each third-level heading under `Alarms`. */
function alarmSections(): Map<string, string> {
  const runbook = readFileSync("docs/runbook.md", "utf8");
  const [, chapter = ""] = /^## Alarms\n([\s\S]*?)^## /m.exec(runbook) ?? [];
  const [, ...sections] = chapter.split(/^### /m);
  return new Map(sections.map((section) => [section.split("\n", 1)[0] ?? "", section.slice(section.indexOf("\n"))]));
}

function second(match: RegExpMatchArray): string {
  return match[1] ?? "";
}
