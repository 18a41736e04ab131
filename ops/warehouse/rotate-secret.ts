import type { Command } from "commander";
import { UserError } from "../../command/user-error.ts";
import { rotateSecret } from "../../warehouse/snowflake/governance.ts";
import { askForAll } from "../../warehouse/snowflake/star/tasks.ts";
import { streamedIn } from "../../warehouse/snowflake/target.ts";
import type { Report, Result } from "../result.ts";
import type { Session } from "../session.ts";
import { findPlace, withWarehouse } from "./open.ts";

interface Options {
  readonly yes?: boolean;
  readonly json?: boolean;
}

export function addRotateSecret(warehouse: Command, session: Session, report: Report): void {
  warehouse
    .command("rotate-secret")
    .description("give hidden identifiers other texts: a new secret, made inside Snowflake")
    .argument("<stack>", "such as production-us-west-2, or production: of the whole environment")
    .option("--yes", "do it (without --yes it only says what breaks)")
    .action(async (name: string, options: Options) => report(await rotate(session, name, options), options));
}

async function rotate(session: Session, name: string, { yes }: Options): Promise<Result> {
  const { target } = findPlace(session, name);
  if (!yes) {
    throw new UserError(
      [
        `All hidden identifiers of ${target.environment} get other texts at once, in every view and share. They join among themselves as before,`,
        "and no longer with copies: tables that somebody has made from the views, exports, and what consumers of a share have kept.",
        "The keys of personal members of a star follow within minutes. Until then old facts and members keep their old keys.",
        "The old secret is in Time Travel and Fail-safe for a while, which only the owner reads. To do it, add --yes.",
      ].join("\n"),
    );
  }
  await withWarehouse(session, target, async (warehouse) => {
    await warehouse.query(rotateSecret(target));
    // The keys of personal members are hashes with the secret, too.
    for (const { database } of streamedIn(target))
      await warehouse.query(askForAll(target, database, "another secret of identifiers"));
  });
  return {
    json: { environment: target.environment, rotated: true },
    ok: true,
    show: (out) => out.print(`Hidden identifiers of ${target.environment} have other texts now.`),
  };
}
