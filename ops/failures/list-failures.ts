import { count } from "../../command/count.ts";
import { table } from "../../command/table.ts";
import type { Terminal } from "../../command/terminal.ts";
import type { MongodbToSnowflake } from "../../stacks/mongodb-to-snowflake/settings.ts";
import { stackName } from "../../stacks/names.ts";
import type { Result } from "../result.ts";
import type { Session } from "../session.ts";
import { currentObjects } from "./current-objects.ts";
import { explainCode } from "./explain-code.ts";
import { type FailedObject, groupFailures } from "./failed-object.ts";
import { type Inbox, inboxJson, showInbox } from "./inbox.ts";
import { type RawState, rawState } from "./raw-state.ts";
import { collectionOf, isSelected, type Selection } from "./selection.ts";
import { nameOf, time } from "./show.ts";

/** `raw` is undefined if the failure names no object. */
type Listed = FailedObject & { readonly raw: RawState | undefined };

const HEAD = ["object", "code", "column", "line", "times", "first", "last", "in RAW"];
const TEXT_COLUMNS = 3;

/** Lists what failed, and whether it can still be retried. */
export async function listFailures(
  session: Session,
  environment: MongodbToSnowflake,
  inbox: Inbox,
  selection: Selection,
): Promise<Result> {
  const failed = groupFailures(inbox.failureMessages).filter((one) => isSelected(one, selection));
  const current = await currentObjects(
    session,
    environment,
    failed.flatMap(({ object }) => object?.key ?? []),
  );
  const { rawDays } = environment.retention;
  const listed = failed.map((one) => ({
    ...one,
    raw: one.object && rawState(one.object, current.get(one.object.key), rawDays),
  }));
  const codes = [...new Set(failed.map(({ code }) => code))].sort();
  const stack = stackName(environment);
  return {
    ok: listed.length === 0 && inbox.foreign.length === 0 && inbox.elsewhere === 0,
    json: {
      stack,
      failures: listed.map((one) => toJson(one, environment)),
      explanations: Object.fromEntries(codes.map((code) => [code, explainCode(code)])),
      ...inboxJson(inbox),
    },
    show: (out) => {
      if (listed.length === 0)
        out.print(inbox.failureMessages.length === 0 ? "Nothing failed." : "Nothing in the queue matches.");
      else showListed(listed, codes, stack, out);
      showInbox(inbox, out);
    },
  };
}

function toJson(
  { object, code, line, column, cause, times, first, last, raw }: Listed,
  environment: MongodbToSnowflake,
): object {
  const { bucket = null, key = null, etag = null } = object ?? {};
  const collection = (key && collectionOf(key, environment)) ?? null;
  const place = { line: line ?? null, column: column ?? null, cause: cause ?? null };
  return { bucket, key, etag, collection, code, ...place, times, first, last, raw: raw ?? null };
}

function showListed(listed: readonly Listed[], codes: readonly string[], stack: string, out: Terminal): void {
  const { bold } = out.colors;
  out.print(bold(`${count(listed.length, "failure")} in ${stack}, times in UTC`));
  out.print(table([HEAD, ...listed.map((one) => row(one, out))], TEXT_COLUMNS));
  out.print(bold("\nWhat the codes mean, and what to do"));
  for (const code of codes) out.print(`  ${code}  ${explainCode(code)}`);
  out.print("\nWhen the cause is removed, clean them again with --retry. See --help.");
}

function row({ object, code, line, column, times, first, last, raw }: Listed, { colors }: Terminal): string[] {
  return [nameOf(object), code, column ?? "", `${line ?? ""}`, `${times}`, time(first), time(last), inRaw(raw, colors)];
}

function inRaw(raw: RawState | undefined, { red, yellow }: Terminal["colors"]): string {
  if (raw === undefined) return "";
  if (raw.state === "gone") return red("gone");
  return raw.state === "there" ? `until ${time(raw.expires)}` : yellow(`newer, until ${time(raw.expires)}`);
}
