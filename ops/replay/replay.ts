import { type Command, Option } from "commander";
import { UserError } from "../../command/user-error.ts";
import type { MongodbToSnowflake } from "../../stacks/mongodb-to-snowflake/settings.ts";
import { findCollection, namesOf } from "../collections.ts";
import { findCleaned, openCleaned } from "../open-stack.ts";
import type { Report, Result } from "../result.ts";
import type { Session } from "../session.ts";
import { followReplay } from "./follow-replay.ts";
import { primaryOf, replayDirectory } from "./replay-directory.ts";
import { replayStack } from "./replay-stack.ts";
import { readWindow } from "./window.ts";

interface Options {
  readonly collection?: string;
  readonly since?: string;
  readonly until?: string;
  readonly directory?: string;
  readonly follow?: boolean;
  readonly yes?: boolean;
  readonly json?: boolean;
}

const HELP = `
Times are in UTC, and mean when an object arrived in RAW: 2026-02-22 or
2026-02-22T10:15. Without --yes nothing is done: the command prints what would
change, how long that takes and what it costs. A replay continues if the command
is interrupted: --follow shows its progress again.`;

export function addReplay(ops: Command, session: Session, report: Report): void {
  ops
    .command("replay")
    .description("clean the objects that RAW still has again, under the deployed mask")
    .argument("[stack]", "such as production-us-west-2")
    .option("--collection <name>", "which collection")
    .option("--since <time>", "only objects that arrived then or later")
    .option("--until <time>", "only objects that arrived before")
    .option("--yes", "do it")
    .addOption(
      new Option("--follow", "progress of the running replay, or how the last one ended").conflicts([
        "collection",
        "since",
        "until",
        "yes",
      ]),
    )
    .addOption(
      new Option("--directory <dir>", "instead of a stack, the folder of `npm start -- --output DIR`").conflicts(
        "follow",
      ),
    )
    .addHelpText("after", HELP)
    .action(async (stack: string | undefined, options: Options) =>
      report(await replay(session, stack, options), options),
    );
}

async function replay(session: Session, stack: string | undefined, options: Options): Promise<Result> {
  const { directory, follow, yes = false } = options;
  if ((stack === undefined) === (directory === undefined)) throw new UserError("Name either a stack or a --directory.");
  if (stack !== undefined && follow) return followReplay(session, await openCleaned(session, stack, "replay"));
  const environment = directory === undefined ? findCleaned(session, stack as string, "replay") : primaryOf(session);
  const request = { collection: listed(session, environment, options.collection), window: readWindow(options), yes };
  if (directory !== undefined) return replayDirectory(session, directory, request);
  return replayStack(session, await openCleaned(session, stack as string, "replay"), request);
}

function listed(session: Session, environment: MongodbToSnowflake, collection: string | undefined): string {
  if (collection !== undefined) return findCollection(session, environment, collection);
  throw new UserError(`Name a --collection. Listed: ${namesOf(session, environment).join(", ")}.`);
}
