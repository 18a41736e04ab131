import { safeText } from "../../command/safe-text.ts";
import type { SourceReport } from "../../functions/source-columns/report.ts";
import { deployedSourceReport } from "../deployed-source-columns.ts";
import type { Session } from "../session.ts";
import type { RelationalStack } from "../stacks.ts";
import type { Checked } from "./check.ts";

const NOT_DEPLOYED = {
  where: "sources",
  problem: "the function that compares them with the contracts is not deployed",
  remedy: "deploy the stack",
};

/** Whether the sources are as the deployed contracts list them, and have the settings that DMS needs. */
export async function checkSourceColumns(
  session: Session,
  stack: RelationalStack,
): Promise<Checked<SourceReport | null>> {
  const report = await deployedSourceReport(session, stack);
  if (report === undefined) return { found: null, problems: [NOT_DEPLOYED] };
  const findings = Object.values(report.databases).flatMap((each) => each.findings);
  return {
    found: report,
    // The function has escaped all names; a terminal should not depend on that.
    problems: findings.map(({ code, where, problem, remedy }) => {
      return { where: safeText(where), problem: safeText(`${code}: ${problem}`), remedy: safeText(remedy) };
    }),
  };
}
