/** What can be wrong in a source that is read by watermarks, each with its remedy. `ops start` refuses to start with any of them. The codes are stable. */
export const CHECK_ERRORS = {
  TABLE_ABSENT:
    "Spell the table as the source does, or remove it from the contract. If it is there, nothing of it is granted: run the SQL of `ops source`.",
  COLUMN_ABSENT:
    "Spell the column as the source does, or remove it from the contract; the warehouse keeps what it has loaded.",
  COLUMN_NOT_GRANTED: "Run the SQL of `ops source` as an administrator: it grants what the contract lists.",
  GRANTS_DIFFER:
    "The producer's user may read more than the contract lists, so MySQL does not refuse it. Run the SQL of `ops source` as an administrator: it takes everything else away, but a role.",
  TYPE_DIFFERS: "Write the source's type into the contract: a value that does not fit is not read, or is rounded.",
  KEY_DIFFERS:
    "Write the source's primary key into the contract. A table without one needs one: otherwise the versions of a row can't be told apart.",
  KEY_TYPE:
    "A key of this type is not ordered as its text is compared, so rows would be skipped where a page ends. Give the table a key of integers, texts, dates or decimals, listed as what they are.",
  UPDATED_AT_NULLABLE:
    "`alter table … modify … not null`, after its rows without a time have one: a row without the time of its change is never read.",
  UPDATED_AT_INDEX: "Add the index with the SQL of `ops source`: without it each run reads the whole table.",
  UPDATED_AT_ZONE:
    "A DATETIME needs `zone` in the contract, the zone in which the application writes it, and a TIMESTAMP must have none. The wrong hours would be read.",
  NOT_INNODB:
    "`alter table … engine = InnoDB`: another engine does not tell which transactions are open, so rows would be lost.",
  READ_REPLICA:
    "Name the primary as host: a replica does not know which transactions are open there, so rows would be lost, also if it may be written.",
  SESSION_NOT_KEPT:
    "Name the server itself as host. A pooler that gives each statement another session keeps neither the lock nor the zone of time.",
  SAFE_BOUND_ABSENT:
    "Run the SQL of `ops source` as an administrator: it makes the procedure clearwell.safe_bound, and lets the producer call it. Its definer needs PROCESS.",
  DATABASE_UNREACHABLE:
    "Check the host, the login, the certificate, the subnets and the security groups. An alert of this code has more.",
} as const;

export type CheckErrorCode = keyof typeof CHECK_ERRORS;
