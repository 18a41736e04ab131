import { expect } from "chai";
import type { Query } from "../../../functions/shared/source/query.ts";
import { checkBinlog } from "../../../functions/source-columns/mysql/check-binlog.ts";

/** What RDS for MySQL 8.4 has if it is set up for DMS. */
const GOOD = {
  log_bin: "ON",
  binlog_format: "ROW",
  binlog_row_image: "FULL",
  binlog_row_value_options: "",
  // RDS does not use it.
  binlog_expire_logs_seconds: "60",
  basedir: "/rdsdbbin/mysql-8.4.4.R1/",
};

/** A server that answers with these variables, and with the retention that RDS's procedure shows. */
function server(variables: Readonly<Record<string, string>>, hours: string | null | Error): Query {
  return (sql) => {
    if (!sql.startsWith("call"))
      return Promise.resolve(Object.entries(variables).map(([name, value]) => ({ Variable_name: name, Value: value })));
    if (hours instanceof Error) return Promise.reject(hours);
    return Promise.resolve([[{ name: "binlog retention hours", value: hours, description: "it" }], {}] as never);
  };
}

async function check(variables: object = {}, hours: string | null | Error = "24") {
  return (await checkBinlog(server({ ...GOOD, ...variables }, hours), "it")).map(
    ({ code, problem }) => `${code} ${problem}`,
  );
}

describe("The binary log of RDS", () => {
  it("is well if it has whole rows and a day of retention, which the procedure says and not the variable", async () => {
    expect(await check()).to.deep.equal([]);
    expect(await check({}, "168")).to.deep.equal([]);
  });

  it("is kept for no time as long as nobody has set it", async () => {
    expect(await check({}, null)).to.deep.equal(["BINLOG_RETENTION the binary log is kept for 0 h"]);
    expect(await check({}, "3")).to.deep.equal(["BINLOG_RETENTION the binary log is kept for 3 h"]);
  });

  it("has an unknown retention if the login may not ask, and the error's message is not quoted", async () => {
    const refused = Object.assign(new Error("execute denied to user 'ann'"), { code: "ER_PROCACCESS_DENIED_ERROR" });
    expect(await check({}, refused)).to.deep.equal([
      "BINLOG_RETENTION_UNKNOWN the login may not see RDS's retention: ER_PROCACCESS_DENIED_ERROR",
    ]);
  });

  it("carries only a part of a JSON value with PARTIAL_JSON", async () => {
    expect(await check({ binlog_row_value_options: "PARTIAL_JSON" })).to.deep.equal([
      "BINLOG_ROW_VALUE_OPTIONS binlog_row_value_options is PARTIAL_JSON",
    ]);
  });

  it("is off without automated backups, and then nothing else is asked", async () => {
    expect(await check({ log_bin: "OFF", binlog_format: "STATEMENT" }, null)).to.deep.equal([
      "BINLOG_OFF there is no binary log",
    ]);
  });

  it("of a server elsewhere is kept for seconds, or in older ones for days", async () => {
    const elsewhere = { basedir: "/usr/" };
    const never = new Error("not asked");
    expect(await check({ ...elsewhere, binlog_expire_logs_seconds: "2592000" }, never)).to.deep.equal([]);
    expect(await check({ ...elsewhere, binlog_expire_logs_seconds: "0", expire_logs_days: "10" }, never)).to.deep.equal(
      [],
    );
    expect((await check({ ...elsewhere, binlog_expire_logs_seconds: "7200" }, never))[0]).to.include("for 2 h");
  });
});
