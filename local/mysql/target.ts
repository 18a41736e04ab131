import type { WatermarkSource } from "../../contracts/source.ts";
import { snowflakeIn } from "../../warehouse/snowflake/settings.ts";
import type { Target } from "../../warehouse/snowflake/target.ts";

/** Name of the bucket in the stand-in. */
export const STREAM_BUCKET = "clearwell-stream";

/** An environment with this source and nothing else, whatever the user's own environments are. */
export function streamTarget(database: string, source: WatermarkSource): Target {
  return {
    environment: "production",
    snowflake: snowflakeIn({ environment: "production", snowflake: {} }),
    databases: {},
    stacks: [],
    bucket: "",
    lakes: [],
    exports: [],
    streams: [
      {
        stack: "production-us-west-2-mysql-to-snowflake",
        region: "us-west-2",
        bucket: STREAM_BUCKET,
        access: { roleArn: "arn:aws:iam::111122223333:role/clearwell-snowflake", externalId: "external-id" },
        sources: { [database]: source },
      },
    ],
  };
}
