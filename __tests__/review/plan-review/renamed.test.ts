import { expect } from "chai";
import { added, change, destroyed, markdown, plan, review, updated } from "./plans.ts";

const AGAIN = "**Destroyed and created again under another address**; a `moved` block would keep it:";

describe("A resource under another address", () => {
  it("is shown if it is destroyed and created again unchanged, with any other changes", () => {
    const text = review(
      destroyed("aws_sns_topic.old", { name: "alarms", arn: "arn:x", tags: null }),
      destroyed("aws_sns_topic.other", { name: "other" }),
      added("aws_sns_topic.new", { name: "alarms", tags: null }),
      added("aws_sqs_queue.new", { name: "alarms" }),
      updated("aws_lambda_function.it", { memory_size: 1 }, { memory_size: 2 }),
    );
    expect(text).to.include(`${AGAIN}\n\n- \`aws_sns_topic.old\` → \`aws_sns_topic.new\`\n\n`);
    expect(text).to.include("- **A resource is destroyed and created again under another address:** `it`");
  });

  it("is not shown if the two differ, if one was already matched, or if nothing is known", () => {
    expect(
      review(destroyed("aws_sns_topic.old", { name: "a" }), added("aws_sns_topic.new", { name: "b" })),
    ).not.to.include(AGAIN);
    const one = destroyed("aws_sns_topic.old", { name: "a" });
    const twice = review(one, added("aws_sns_topic.new", { name: "a" }), added("aws_sns_topic.newer", { name: "a" }));
    expect(twice).to.include("→ `aws_sns_topic.new`").and.not.include("→ `aws_sns_topic.newer`");
    expect(review(one, added("aws_sns_topic.new", {}))).not.to.include(AGAIN);
  });

  it("is shown if the plan moves it, even if nothing else changes", () => {
    const moved = { ...change("aws_sns_topic.new", ["no-op"]), previous_address: "aws_sns_topic.old" };
    expect(markdown({ plans: [plan(moved)] })).to.include(
      "Nothing changes.\n\nMoved to another address, and kept:\n\n- `aws_sns_topic.old` → `aws_sns_topic.new`",
    );
  });
});
