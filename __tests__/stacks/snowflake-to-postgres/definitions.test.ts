// @ts-expect-error it has no types
import validate from "asl-validator";
import { expect } from "chai";
import { RETRIED as RETRIED_BY_FUNCTION } from "../../../functions/sync/sync-error.ts";
import { RETRIED } from "../../../stacks/snowflake-to-postgres/constructs/sync-definition.ts";
import { once, only, type Resource } from "../synth.ts";
import { production, SETTINGS, WITH_OPTIONS } from "./fixtures.ts";
import { type Definition, definitionOf, synth } from "./synth.ts";

const NAME = "clearwell-production-us-west-2-postgres";

describe("The definitions of the state machines of snowflake-to-postgres", () => {
  const machines = once(
    (): Record<string, Definition> => ({
      export: definitionOf("export"),
      sync: definitionOf("sync"),
      run: definitionOf("run"),
    }),
  );

  it("are valid by the schema of Step Functions, but for lines of JSON, which it does not know yet", () => {
    for (const [name, definition] of Object.entries(machines())) {
      const text = JSON.stringify(definition).replaceAll('"InputType":"JSONL"', '"InputType":"JSON"');
      expect(validate(JSON.parse(text)).errors, name).to.deep.equal([]);
    }
  });

  it("have only states that are reached, and only transitions to states that exist, on every level", () => {
    const look = ({ StartAt, States }: Definition) => {
      const named = Object.values<Definition>(States).flatMap((state) => [
        ...[state.Next, state.Default].filter((next) => next !== undefined),
        ...[...(state.Choices ?? []), ...(state.Catch ?? [])].map(({ Next }) => Next),
      ]);
      expect(new Set([StartAt, ...named])).to.deep.equal(new Set(Object.keys(States)));
      for (const { ItemProcessor } of Object.values<Definition>(States)) if (ItemProcessor) look(ItemProcessor);
    };
    for (const definition of Object.values(machines())) look(definition);
  });

  it("[I-07] export all tables of the contracts, or those that the settings name, as many at a time as the settings say", () => {
    const { AllTables, EachTable } = machines().export.States;
    expect(AllTables.Result).to.deep.equal(["sales", "shelves"]);
    expect(EachTable.MaxConcurrency).to.equal(SETTINGS.export.concurrency);
    expect(definitionOf("export", production(WITH_OPTIONS)).States.AllTables.Result).to.deep.equal(["sales"]);
  });

  it("[I-32, I-43] take the list of parts from the bucket and write their results there, so that no state holds them", () => {
    const batches = machines().sync.States.EachTable.ItemProcessor.States.EachBatch;
    const { LoadParts } = batches.ItemProcessor.States;
    expect(batches.MaxConcurrency).to.equal(1);
    expect(LoadParts).to.deep.include({
      ItemReader: {
        Resource: "arn:aws:states:::s3:getObject",
        ReaderConfig: { InputType: "JSONL" },
        Parameters: { Bucket: "insightflow-raw-bucket-fixture", "Key.$": "$.parts.key" },
      },
      MaxConcurrency: SETTINGS.sync.workers,
      ToleratedFailurePercentage: 0,
      ResultPath: null,
    });
    expect(LoadParts.ItemProcessor.ProcessorConfig.Mode).to.equal("DISTRIBUTED");
    expect(LoadParts.ResultWriter.Parameters).to.deep.equal({
      Bucket: "insightflow-raw-bucket-fixture",
      Prefix: "runs",
    });
  });

  it("try again what the function of the sync says may pass", () => {
    expect(RETRIED).to.deep.equal(RETRIED_BY_FUNCTION);
  });

  it("call the functions of their modules", () => {
    expect(JSON.stringify(machines().export)).to.match(/"FunctionName":"\$\{aws_lambda_function\.function\.arn\}"/);
    expect(JSON.stringify(machines().sync)).to.match(/"FunctionName":"\$\{aws_lambda_function\.function\.arn\}"/);
  });
});

describe("The schedule of snowflake-to-postgres", () => {
  it("[I-45] starts the machine that runs all, is off after a deploy, and an apply leaves on what an operator has switched on", () => {
    const schedule = only(synth("sync"), "aws_scheduler_schedule");
    expect(schedule).to.deep.include({
      name: `${NAME}-schedule`,
      schedule_expression: SETTINGS.schedule.expression,
      state: "DISABLED",
    });
    expect((schedule.lifecycle as Resource).ignore_changes).to.deep.equal(["state"]);
    expect(JSON.stringify(schedule.target)).to.match(/aws_sfn_state_machine\.run_state-machine_\w+\.arn/);
  });
});
