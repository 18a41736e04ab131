import { kindOf } from "../../shared/error-kind.ts";
import { shownName } from "../../shared/shown-name.ts";
import type { Query } from "../../shared/source/query.ts";
import { type Finding, finding } from "../finding.ts";

const VARIABLES = [
  "log_bin",
  "binlog_format",
  "binlog_row_image",
  "binlog_row_value_options",
  "binlog_expire_logs_seconds",
  "expire_logs_days",
  "basedir",
];

const HOUR = 60 * 60;
const DAY = 24 * HOUR;

/**
 * What DMS needs of the binary log. Everybody may read these variables.
 * https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Source.MySQL.html
 */
export async function checkBinlog(query: Query, database: string): Promise<readonly Finding[]> {
  const rows = await query("show global variables where variable_name in (?)", [VARIABLES]);
  const is = new Map(rows.map(({ Variable_name, Value }) => [String(Variable_name), String(Value)]));
  if (is.get("log_bin") !== "ON") return [finding("BINLOG_OFF", database, "there is no binary log")];
  const found: Finding[] = [];
  if (is.get("binlog_format")?.toUpperCase() !== "ROW")
    found.push(finding("BINLOG_FORMAT", database, `binlog_format is ${shown(is.get("binlog_format"))}`));
  if (is.get("binlog_row_image")?.toUpperCase() !== "FULL")
    found.push(finding("BINLOG_ROW_IMAGE", database, `binlog_row_image is ${shown(is.get("binlog_row_image"))}`));
  // MariaDB and MySQL 5.7 have no such variable.
  const options = is.get("binlog_row_value_options") ?? "";
  if (options !== "")
    found.push(finding("BINLOG_ROW_VALUE_OPTIONS", database, `binlog_row_value_options is ${shown(options)}`));
  return [...found, ...(await checkRetention(query, database, is))];
}

async function checkRetention(query: Query, database: string, is: ReadonlyMap<string, string>): Promise<Finding[]> {
  // RDS and Aurora, whose retention is a setting of RDS and not a variable.
  if (is.get("basedir")?.startsWith("/rdsdbbin/")) return checkRds(query, database);
  // Zero is for ever.
  const seconds = Number(is.get("binlog_expire_logs_seconds") ?? 0) || Number(is.get("expire_logs_days") ?? 0) * DAY;
  return seconds === 0 || seconds >= DAY ? [] : [tooShort(database, seconds / HOUR)];
}

/** https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/mysql-stored-proc-configuring.html */
async function checkRds(query: Query, database: string): Promise<Finding[]> {
  try {
    const [rows] = (await query("call mysql.rds_show_configuration")) as unknown as [Record<string, unknown>[]];
    const hours = Number(rows.find(({ name }) => name === "binlog retention hours")?.value ?? 0);
    return hours * HOUR >= DAY ? [] : [tooShort(database, hours)];
  } catch (error) {
    return [finding("BINLOG_RETENTION_UNKNOWN", database, `the login may not see RDS's retention: ${kindOf(error)}`)];
  }
}

function tooShort(database: string, hours: number): Finding {
  return finding("BINLOG_RETENTION", database, `the binary log is kept for ${hours} h`);
}

function shown(value: string | undefined): string {
  return value === undefined ? "not there" : shownName(value);
}
