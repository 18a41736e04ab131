/** Owned by an administrator: the producer may call it, and sees nothing of other sessions besides what it answers. */
export const SAFE_BOUND = "`clearwell`.`safe_bound`";

/**
 * Seconds before the start of the oldest open transaction. The times of that table have no fractions, are up to a tenth of a second old, and
 * a statement that waits for a lock on the table's definition has its time before its transaction has begun.
 */
const MARGIN = 5;

/** By how many seconds clocks are set back where they are, from the longest: a reading that is so much earlier may have been meant. */
const SET_BACK = [10_800, 7_200, 3_600, 1_800];

/**
 * The seconds since 1970 of a local time, in a session whose zone is the server's. A local time that occurs twice, because the clocks were
 * set back, is taken for the earlier one.
 */
export function earlierReading(local: string): string {
  const later = `unix_timestamp(${local})`;
  const whens = SET_BACK.map((each) => `when from_unixtime(${later} - ${each}) = ${local} then ${later} - ${each}`);
  return `case ${whens.join("\n      ")}\n      else ${later} end`;
}

/**
 * Makes the procedure that answers the time, in UTC, before which no change will be committed any more: the start of the oldest open
 * transaction that may write, and otherwise now. InnoDB tells these starts in the time of the server's own zone, whatever the session's is, so the
 * procedure works in that zone, and restores the caller's.
 * https://dev.mysql.com/doc/refman/8.4/en/information-schema-innodb-trx-table.html
 * It also answers whether the server takes changes from another one, whose times are not those of its transactions: it then has sessions of `system user`.
 * MariaDB has daemons of that name, too. https://dev.mysql.com/doc/refman/8.4/en/replica-thread-states.html
 */
export function createSafeBound(): readonly string[] {
  return [
    "create database if not exists `clearwell`",
    `drop procedure if exists ${SAFE_BOUND}`,
    `create procedure ${SAFE_BOUND}()
sql security definer
reads sql data
begin
  declare caller varchar(64) default @@session.time_zone;
  declare bound datetime(6);
  declare exit handler for sqlexception
  begin
    set session time_zone = caller;
    resignal;
  end;
  set session time_zone = 'SYSTEM';
  select least(utc_timestamp(6), coalesce(
    timestamp('1970-01-01') + interval min(
      ${earlierReading("trx_started")}
    ) second,
    utc_timestamp(6))) - interval ${MARGIN} second
  into bound
  from information_schema.innodb_trx
  where trx_mysql_thread_id <> connection_id() and trx_is_read_only = 0;
  set session time_zone = caller;
  select bound, exists(
    select 1 from information_schema.processlist where user = 'system user' and command <> 'Daemon'
  ) as replicates;
end`,
  ];
}
