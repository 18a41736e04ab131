import type { RowStream } from "../../../warehouse/snowflake/target.ts";

/** A stream of rows of these sources. */
export function streamOf(sources: RowStream["sources"]): RowStream {
  return {
    stack: "production-us-west-2-mysql-to-snowflake",
    region: "us-west-2",
    bucket: "clearwell-stream-us-west-2-production",
    access: {
      roleArn: "arn:aws:iam::111122223333:role/clearwell-production-us-west-2-mysql-snowflake",
      externalId: "external-id-of-the-stream",
    },
    sources,
  };
}
