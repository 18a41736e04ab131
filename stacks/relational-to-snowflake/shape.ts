import { z } from "zod";
import { BUDGET, FRESHNESS } from "../checks/environment-shape.ts";
import { either, number, settings, text, texts, yesOrNo } from "../checks/shapes.ts";
import type { RangeDestination } from "../network/group-request.ts";
import type {
  DatabaseSettings,
  DmsSettings,
  RefreshSettings,
  RelationalToSnowflakeSettings,
  RetentionSettings,
} from "./settings.ts";

const FILE = "stacks/relational-to-snowflake/settings.ts";

const DATABASE = settings<DatabaseSettings>(FILE, {
  tables: texts.exactOptional(),
  migration: z.enum(["full-load", "cdc", "full-load-and-cdc"], 'write "full-load", "cdc" or "full-load-and-cdc"'),
  schema: text.exactOptional(),
  heartbeatSchema: text.exactOptional(),
  secretArn: text,
  secretKeyArn: text.exactOptional(),
  catalogSecret: settings<DatabaseSettings["catalogSecret"]>(FILE, {
    secretArn: text,
    secretKeyArn: text.exactOptional(),
  }),
  secretsManagerEndpoint: text.exactOptional(),
  tls: either({ certificateArn: text }, { certificateArn: text, anyHost: text }, { unverified: text }),
});

const DMS = settings<DmsSettings>(FILE, {
  instanceClass: text,
  storageGb: number,
  engineVersion: text,
  commitRate: number,
});

const RANGE = settings<RangeDestination>("stacks/network/group-request.ts", { cidr: text, port: number, why: text });

/** The settings of this pipeline in one environment and region. */
export const SHAPE: z.ZodType<RelationalToSnowflakeSettings> = settings<RelationalToSnowflakeSettings>(FILE, {
  deployDms: yesOrNo,
  lakeBucket: text,
  stampSuffix: text,
  lakeKeyArn: text.exactOptional(),
  databases: z.record(text, DATABASE, "write an object: { <database>: { … } }"),
  dms: DMS,
  dmsNetwork: either(
    { subnetIds: texts, securityGroupIds: texts },
    { databases: z.array(RANGE, "write a list: [{ cidr, port, why }]") },
  ),
  refresh: z.union(
    [z.literal("dbt"), settings<Exclude<RefreshSettings, "dbt">>(FILE, { queueArn: text.exactOptional() })],
    'write "dbt" or { queueArn }',
  ),
  retention: settings<RetentionSettings>(FILE, { lakeDays: number, dmsLogDays: number }),
  freshness: FRESHNESS,
  budget: BUDGET.exactOptional(),
  createDmsServiceRoles: yesOrNo,
});
