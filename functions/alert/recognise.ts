import { ALERT, type Alert } from "../shared/alert.ts";
import { lambdaLineCode } from "./lambda-lines.ts";
import { ALERT_UNKNOWN, isAlertCode } from "./remedies.ts";

/**
 * What a line of a log says has failed; undefined if it is no alert. Both parts are of a closed set, so that no value of the data can pass:
 * another code becomes `ALERT_UNKNOWN`, and another table is left out.
 * @param tables those of the contracts: `video.transactions`
 */
export function recognise(line: string, tables: ReadonlySet<string>): Alert | undefined {
  const said = parse(line);
  if (said?.alert === ALERT) {
    const { code, table } = said;
    return {
      code: typeof code === "string" && isAlertCode(code) ? code : ALERT_UNKNOWN,
      ...(typeof table === "string" && tables.has(table) ? { table } : {}),
    };
  }
  const code = lambdaLineCode(line);
  return code === undefined ? undefined : { code };
}

/** Lambda writes the time, the request and the level before what a function prints. */
function parse(line: string): Readonly<Record<string, unknown>> | undefined {
  const start = line.indexOf("{");
  if (start === -1) return undefined;
  try {
    const parsed: unknown = JSON.parse(line.slice(start));
    return parsed as Readonly<Record<string, unknown>>;
  } catch {
    return undefined;
  }
}
