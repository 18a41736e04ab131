interface SourceError {
  /** Whether rows or columns would be lost, or more would leave than is listed: `ops start` refuses to start then. */
  readonly blocks: boolean;
  readonly remedy: string;
}

/** What can be wrong in a source, each with its remedy. The codes are stable: alarms and runbooks name them. */
export const SOURCE_ERRORS = {
  SOURCE_UNREACHABLE: {
    blocks: false,
    remedy:
      "Check the login's secret (username, password, host, port, and ca if Amazon has not signed the certificate), the subnets and the security groups.",
  },
  RIGHTS_MISSING: {
    blocks: false,
    remedy:
      "Give the login REFERENCES on the database: MySQL shows a column only to who has a right on it, so a new one would not be noticed.",
  },
  TABLE_ABSENT: {
    blocks: true,
    remedy:
      "Spell the table as the source does, or remove it from the contract. In MySQL the login needs REFERENCES on the database.",
  },
  COLUMN_ABSENT: {
    blocks: true,
    remedy:
      "Spell the column as the source does, or remove it from the contract; the warehouse keeps what it has loaded.",
  },
  TYPE_DIFFERS: {
    blocks: true,
    remedy: "Write the source's type into the contract: a value that does not fit is not read, or is rounded.",
  },
  LOB_UNSIZED: {
    blocks: true,
    remedy: "Give the column a length in the contract's `lob`: without it DMS writes null, or cuts the text.",
  },
  KEY_DIFFERS: {
    blocks: true,
    remedy:
      "Write the source's primary key into the contract. A table without one needs one: otherwise updates and deletes can't be told apart, and PostgreSQL does not send them.",
  },
  BINLOG_OFF: {
    blocks: true,
    remedy: "Switch the binary log on. In RDS it is on as soon as the instance has automated backups.",
  },
  BINLOG_FORMAT: { blocks: true, remedy: "Set binlog_format to ROW, in RDS in the parameter group." },
  BINLOG_ROW_IMAGE: {
    blocks: true,
    remedy:
      "Set binlog_row_image to FULL: otherwise an update carries only the columns that changed, and the others arrive as null.",
  },
  BINLOG_ROW_VALUE_OPTIONS: {
    blocks: true,
    remedy: "Set binlog_row_value_options to an empty text: otherwise an update carries only a part of a JSON value.",
  },
  BINLOG_RETENTION: {
    blocks: true,
    remedy:
      "Keep the binary log for a day or more: in RDS `call mysql.rds_set_configuration('binlog retention hours', 24)`, elsewhere binlog_expire_logs_seconds = 86400. Otherwise changes are lost while the task is stopped.",
  },
  BINLOG_RETENTION_UNKNOWN: {
    blocks: false,
    remedy: "Let the login see it: `grant execute on procedure mysql.rds_show_configuration to …`.",
  },
  FOREIGN_KEY_ACTION: {
    blocks: true,
    remedy:
      "MySQL's binary log does not have the rows that a foreign key changes by itself, so they would stay current. Change them by the application or a trigger instead, or load the table again every day and accept this: docs/sources.md.",
  },
  WAL_LEVEL: {
    blocks: true,
    remedy: "Set wal_level to logical; in RDS set rds.logical_replication to 1 in the parameter group, and restart it.",
  },
  SLOTS_USED: {
    blocks: false,
    remedy: "Raise max_replication_slots, or drop a slot that nobody uses: each task needs one.",
  },
  WAL_SENDERS_USED: { blocks: false, remedy: "Raise max_wal_senders: each task needs one." },
  SLOT_LOST: {
    blocks: true,
    remedy:
      "PostgreSQL has removed WAL that the slot still needed, so changes are lost. Drop the slot, start the task with --reload, and raise max_slot_wal_keep_size.",
  },
  REPLICA_IDENTITY: {
    blocks: true,
    remedy:
      "`alter table … replica identity default` (or full, if a deleted row must arrive whole): with nothing, no update and no delete arrives.",
  },
  HEARTBEAT_SCHEMA_ABSENT: {
    blocks: false,
    remedy:
      "Create the schema, and let DMS's user create a table in it: without a heartbeat the slot may keep WAL until the disk is full.",
  },
} as const satisfies Readonly<Record<string, SourceError>>;

export type SourceErrorCode = keyof typeof SOURCE_ERRORS;
