import { OTHER_ALERTS } from "../functions/alert/remedies.ts";
import { CLEANER_ERRORS } from "../functions/cleaner/cleaner-error.ts";
import { EXPORT_ERRORS } from "../functions/export/export-error.ts";
import { EXTRACT_ERRORS } from "../functions/extract/extract-error.ts";
import { LAKE_ERRORS } from "../functions/lake-columns/lake-errors.ts";
import { PROCESS_ERRORS } from "../functions/process/process-errors.ts";
import { CHECK_ERRORS } from "../functions/producer/check/check-errors.ts";
import { PRODUCER_ERRORS } from "../functions/producer/producer-error.ts";
import { CONTAINER_EXIT } from "../functions/shared/exit-codes.ts";
import { MAIL_ERRORS } from "../functions/shared/mail-errors.ts";
import { SOURCE_ERRORS } from "../functions/source-columns/source-errors.ts";
import { SYNC_ERRORS } from "../functions/sync/sync-error.ts";
import { TRANSFORMER_ERRORS } from "../functions/transformer/transformer-errors.ts";
import { LAMBDA_ERRORS } from "../ops/failures/lambda-error.ts";
import { DBT_ERRORS } from "../warehouse/dbt-files/dbt-errors.ts";
import { STAR_ERRORS } from "../warehouse/snowflake/star/star-errors.ts";

/** The codes of one place, with what each means and what to do. */
interface ErrorSection {
  /** Absent: a heading above has it. */
  readonly title?: string;
  readonly about: string;
  readonly errors: Readonly<Record<string, string>>;
}

/** All error codes of the project. */
export const ERROR_SECTIONS: readonly ErrorSection[] = [
  {
    about:
      "Written by `npm run docs` from the errors in the code. How to find failed objects and try them again:\n[runbook](runbook.md#when-an-object-fails).",
    errors: CLEANER_ERRORS,
  },
  { about: "If the cleaner could not report an error itself, Lambda reports one of these:", errors: LAMBDA_ERRORS },
  {
    title: "What is wrong in the lake",
    about: "Of relational-to-snowflake: [what to do, step by step](runbook.md#unlisted-in-lake).",
    errors: LAKE_ERRORS,
  },
  {
    title: "What is wrong in a source",
    about:
      "Of relational-to-snowflake: [what a source must have](sources.md). A star: `ops start` refuses to start, because rows or columns would be lost.",
    errors: Object.fromEntries(
      Object.entries(SOURCE_ERRORS).map(([code, { blocks, remedy }]) => [code, `${remedy}${blocks ? " \\*" : ""}`]),
    ),
  },
  {
    title: "What stops a run of dbt",
    about: "Of relational-to-snowflake: [what dbt's other failures mean](dbt.md#what-dbts-failures-mean).",
    errors: DBT_ERRORS,
  },
  {
    title: "Why records of a stream were refused",
    about: "Of mysql-to-snowflake. Firehose keeps them under `errors/`, as they came.",
    errors: TRANSFORMER_ERRORS,
  },
  {
    title: "Why a table was not read",
    about:
      "Of mysql-to-snowflake: what the producer's alerts say ([step by step](mails.md)). The watermark stays where it was, and the next run tries again.",
    errors: PRODUCER_ERRORS,
  },
  {
    title: "What is wrong in a source that is read by watermarks",
    about: "Of mysql-to-snowflake: `ops status` shows it, and `ops start` refuses to start.",
    errors: CHECK_ERRORS,
  },
  {
    title: "What is wrong in a star",
    about:
      "Of mysql-to-snowflake: a task in Snowflake that looks every morning fails with one of these: [what to do](mysql-to-snowflake.md).",
    errors: STAR_ERRORS,
  },
  {
    title: "What else a mail names",
    about: "Of mysql-to-snowflake, besides the codes of its functions: [what to do with a mail](mails.md).",
    errors: OTHER_ALERTS,
  },
  {
    title: "What keeps a mail from coming",
    about: "In the logs of the functions `alert` and `mail`: [what to do](runbook.md#mails).",
    errors: MAIL_ERRORS,
  },
  {
    title: "What stops an extract",
    about: "Of mongodb-to-redshift. A star: AWS Batch does not try it again, because something must be changed first.",
    errors: Object.fromEntries(
      Object.entries(EXTRACT_ERRORS).map(([code, { exit, remedy }]) => [
        code,
        `${remedy}${exit === CONTAINER_EXIT.failed ? "" : " \\*"}`,
      ]),
    ),
  },
  {
    title: "Why a collection is not loaded into Redshift",
    about: "Of mongodb-to-redshift: [what the process step does](../functions/process/README.md).",
    errors: Object.fromEntries(Object.entries(PROCESS_ERRORS).map(([code, { remedy }]) => [code, remedy])),
  },
  {
    title: "Why a table was not exported",
    about:
      "Of snowflake-to-postgres: what a step of the export fails with. Nothing of the batch is read, and the next run tries again.",
    errors: EXPORT_ERRORS,
  },
  {
    title: "Why a batch is not in PostgreSQL",
    about: "Of snowflake-to-postgres: what a step of the sync fails with. Readers see the batch before, whole.",
    errors: SYNC_ERRORS,
  },
];
