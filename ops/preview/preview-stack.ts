import { UserError } from "../../command/user-error.ts";
import { withProgress } from "../../command/with-progress.ts";
import { stackName } from "../../stacks/names.ts";
import { findCollection, namesOf } from "../collections.ts";
import { deployedCleaner } from "../deployed-cleaner.ts";
import { checkHeaders } from "../headers/check-headers.ts";
import { findCleaned, openCleaned } from "../open-stack.ts";
import type { Result } from "../result.ts";
import type { Session } from "../session.ts";
import { newestInRaw } from "../status/newest-objects.ts";
import { showHeader } from "./show-header.ts";

/** What the working tree would make of the header of each collection's newest object in RAW. */
export async function previewStack(session: Session, stack: string, collection: string | undefined): Promise<Result> {
  const only =
    collection === undefined ? undefined : findCollection(session, findCleaned(session, stack, "preview"), collection);
  const environment = await openCleaned(session, stack, "preview");
  const { checksHeaders } = await deployedCleaner(session, environment);
  if (!checksHeaders) throw new UserError(`The cleaner of ${stack} is older than this check. ${TOO_OLD}`, 1);
  const { found: inRaw } = await newestInRaw(session, environment);
  const newest = new Map([...inRaw].filter(([name]) => only === undefined || name === only));
  const found = await withProgress(session, newest.size, (step) => checkHeaders(session, environment, newest, step));
  const collections = namesOf(session, environment).filter((name) => only === undefined || name === only);
  const headers = collections.map((name) => ({ collection: name, header: found.get(name) ?? null }));
  return {
    ok: headers.every(({ header }) => !header?.refusal),
    json: { stack: stackName(environment), collections: headers },
    show: (out) => {
      for (const { collection: name, header } of headers) showHeader(name, header, out);
    },
  };
}

const TOO_OLD = "Preview a RAW file that you have; after the deploy its headers can be checked.";
