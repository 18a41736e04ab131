import { safeText } from "../../command/safe-text.ts";
import { LAKE_ERRORS } from "../../functions/lake-columns/lake-errors.ts";
import type { Finding, LakeReport } from "../../functions/lake-columns/report.ts";
import { deployedLakeReport } from "../deployed-lake-columns.ts";
import type { Session } from "../session.ts";
import type { RelationalStack } from "../stacks.ts";
import type { Checked, StackProblem } from "./check.ts";

/** Whether the newest files of the lake have columns that the deployed contracts do not list. */
export async function checkLakeColumns(session: Session, stack: RelationalStack): Promise<Checked<LakeReport>> {
  const found = await deployedLakeReport(session, stack);
  return { found, problems: found.findings.map(problemOf) };
}

function problemOf({ code, table, key, columns, more, cause }: Finding): StackProblem {
  const names = [...columns, ...(more === 0 ? [] : [`${more} more`])].join(", ");
  const details = [names, key === null ? "" : `in ${key}`, cause ?? ""].filter((text) => text !== "").join(", ");
  // The function has escaped all of it; a terminal should not depend on that.
  return {
    where: safeText(table),
    problem: safeText(`${code}: ${details}`.replace(/: $/, "")),
    remedy: LAKE_ERRORS[code],
  };
}
