import { readFileSync } from "node:fs";
import { expect } from "chai";
import { PRIMARY } from "../stacks/fixtures.ts";
import { once, only, resources, synth } from "../stacks/synth.ts";

describe("The runbook", () => {
  const stack = once(() => synth(PRIMARY));
  /** Every text that a stack sends to who is told. */
  const texts = () => [
    ...resources(stack(), "aws_cloudwatch_metric_alarm").map(({ alarm_description }) => String(alarm_description)),
    JSON.stringify(only(stack(), "aws_cloudwatch_event_target").input_transformer),
  ];
  const kinds = () => [
    ...new Set(texts().flatMap((text) => [...text.matchAll(/docs\/runbook\.md#([\w-]+)/g)].map(second))),
  ];
  const sections = once(alarmSections);

  it("is named by every alarm of a stack", () => {
    for (const text of texts()) expect(text).to.match(/What to do: docs\/runbook\.md#[\w-]+/);
  });

  it("has a section for each alarm that a stack makes, by its name, and for no other", () => {
    expect(kinds()).to.have.length.above(5);
    expect([...sections().keys()]).to.have.members(kinds());
  });

  it("says of each alarm what it means, then what to do, with a command", () => {
    for (const [kind, text] of sections()) {
      const [meaning = "", ...rest] = text.trim().split("```sh\n");
      expect(meaning, kind).to.match(/^[A-Z][\s\S]{40,}/);
      expect(rest.join("").trim(), kind).to.match(/^(npm run -s ops -- |aws |log=)/);
    }
  });
});

/** The text of each heading of the third level below the heading `Alarms`. */
function alarmSections(): Map<string, string> {
  const runbook = readFileSync("docs/runbook.md", "utf8");
  const [, chapter = ""] = /^## Alarms\n([\s\S]*?)^## /m.exec(runbook) ?? [];
  const [, ...sections] = chapter.split(/^### /m);
  return new Map(sections.map((section) => [section.split("\n", 1)[0] ?? "", section.slice(section.indexOf("\n"))]));
}

function second(match: RegExpMatchArray): string {
  return match[1] ?? "";
}
