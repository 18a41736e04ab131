import { readFileSync } from "node:fs";
import { PORT } from "./groups.ts";

interface UserDataProps {
  readonly region: string;
  readonly bucket: string;
  readonly tablesKey: string;
  readonly tablesSha256: string;
  readonly secretArn: string;
  readonly host: string;
  /** PostgreSQL's database. */
  readonly database: string;
}

/** Seconds after a first attempt that failed. */
const PAUSE_SECONDS = 10;

/**
 * The script with which the bastion starts: what it must know, then `bastion-init.sh`. It has no `${`, which would be Terraform's. AWS takes 16 KB.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html
 */
export function userData(props: UserDataProps): string {
  const variables = {
    AWS_REGION: props.region,
    BUCKET: props.bucket,
    TABLES_KEY: props.tablesKey,
    TABLES_SHA256: props.tablesSha256,
    SECRET_ARN: props.secretArn,
    PGHOST: props.host,
    PGPORT: String(PORT),
    PGDATABASE: props.database,
    PAUSE_SECONDS: String(PAUSE_SECONDS),
  };
  const script = readFileSync(new URL("../bastion-init.sh", import.meta.url), "utf8");
  const exports = Object.entries(variables).map(([name, value]) => `export ${name}='${value}'`);
  return ["#!/bin/bash", ...exports, script].join("\n");
}
