import { expect } from "chai";
import { ALL, ALLOW_LIST, PRIMARY, WITH_OPTIONS } from "../stacks/fixtures.ts";
import { synthEachRedshift } from "../stacks/mongodb-to-redshift/synth.ts";
import { synthNetwork } from "../stacks/network/synth.ts";
import { synthEachModule } from "../stacks/snowflake-to-postgres/synth.ts";
import { synthAll, synthShipped, type Terraform } from "../stacks/synth.ts";
import { wrongValues } from "./checks/enums.ts";

// Without Terraform, because its core does not know the enums: they are in the provider's code.
describe("each value from a closed set", () => {
  it("is in the SDK's enum, in every stack", () => {
    const stacks = [
      ...synthShipped(),
      ...synthAll(ALL, ALLOW_LIST),
      ...synthAll([PRIMARY, WITH_OPTIONS], ALLOW_LIST),
      ["network", synthNetwork()] as const,
      ...synthEachRedshift().map((stack) => ["mongodb-to-redshift", stack] as const),
      ...synthEachModule().map((stack) => ["snowflake-to-postgres", stack] as const),
    ];
    for (const [name, json] of stacks) expect(wrongValues(json), name).to.deep.equal([]);
  });

  it("is reported if it is not in its set, or if nobody has said whether there is a set", () => {
    const [stack] = synthAll(ALL, ALLOW_LIST).values();
    const [queue] = Object.values(stack?.resource?.aws_sqs_queue ?? {});
    const resource = {
      aws_lambda_function: { one: { runtime: "nodejs24" } },
      aws_sqs_queue: { one: { ...queue, fifo_throughput_limit: "perQueue" } },
    };
    const [runtime, limit, ...others] = wrongValues({ ...(stack as Terraform), resource });
    expect(runtime).to.match(/^aws_lambda_function\.runtime: nodejs24 is not one of .*nodejs24\.x/);
    expect(limit).to.match(/^aws_sqs_queue\.fifo_throughput_limit: unknown whether/);
    expect(others).to.deep.equal([]);
  });
});
