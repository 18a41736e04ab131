import { PutRecordsCommand } from "@aws-sdk/client-kinesis";
import { GetParameterCommand } from "@aws-sdk/client-ssm";
import { runTask } from "../../command/run.ts";
import { thisShell } from "../../command/shell.ts";
import { WATERMARK_TABLES } from "../../contracts/watermark-tables.ts";
import { type Producer, runTime } from "../../functions/producer/producer.ts";
import { connectSource } from "../../functions/producer/source-connection.ts";
import { tick } from "../../functions/producer/tick.ts";

// One run of the producer in a process of its own, which prints its seconds. Kinesis takes everything at once.

const shell = thisShell();

/** Kinesis and SSM, without a network. */
const aws = {
  send: (command: unknown) =>
    Promise.resolve(
      command instanceof PutRecordsCommand
        ? { Records: command.input.Records?.map(() => ({ SequenceNumber: "1" })) }
        : command instanceof GetParameterCommand
          ? // Moved today, so that no control is read.
            { Parameter: { Value: "2000-01-01 00:00:00.000000", Version: 1, LastModifiedDate: new Date() } }
          : { Version: 2 },
    ),
} as unknown;

process.exitCode = await runTask(async () => {
  const options = JSON.parse(process.argv[2] ?? "");
  const producer: Producer = {
    environment: { database: "video", streamPrefix: "bench-", watermarkPrefix: "/bench/" },
    tables: WATERMARK_TABLES.video ?? {},
    open: (idle) => connectSource(options, idle),
    kinesis: aws as Producer["kinesis"],
    ssm: aws as Producer["ssm"],
    now: () => Date.now(),
    random: () => 0,
    wait: () => Promise.resolve(),
  };
  const begin = performance.now();
  await tick(producer, "transactions", runTime(Date.now(), 900_000));
  shell.out.print(String((performance.now() - begin) / 1000));
}, shell);
