import { z } from "zod";
import { BUDGET } from "../checks/environment-shape.ts";
import { number, settings, text, texts, yesOrNo } from "../checks/shapes.ts";
import type { PostgresSettings } from "./postgres-settings.ts";
import type {
  BastionSettings,
  BucketSettings,
  ExportSettings,
  RetentionSettings,
  ScheduleSettings,
  SnowflakeToPostgresSettings,
  StreamSettings,
  SyncSettings,
} from "./settings.ts";

const FILE = "stacks/snowflake-to-postgres/settings.ts";

const POSTGRES = settings<PostgresSettings>("stacks/snowflake-to-postgres/postgres-settings.ts", {
  database: text,
  version: text,
  instanceClass: text,
  storageGb: number,
  maxStorageGb: number,
  multiAz: yesOrNo,
  snapshotDays: number,
});

const RETENTION = settings<RetentionSettings>(FILE, {
  batchDays: number,
  streamDays: number,
  errorDays: number,
  oldVersionDays: number,
  logDays: number,
});

const CAPACITY = z.union(
  [z.literal("on-demand"), z.strictObject({ shards: number })],
  'write "on-demand" or { shards }',
);

/** The settings of this pipeline in one environment and region. */
export const SHAPE: z.ZodType<SnowflakeToPostgresSettings> = settings<SnowflakeToPostgresSettings>(FILE, {
  deployModules: yesOrNo,
  buckets: settings<BucketSettings>(FILE, { raw: text, clean: text, more: texts, suffix: text, readerArns: texts }),
  rawKeyArn: text.exactOptional(),
  database: text,
  tables: texts.exactOptional(),
  export: settings<ExportSettings>(FILE, {
    privateKeyArn: text,
    privateKeyKeyArn: text.exactOptional(),
    partMb: number,
    concurrency: number,
  }),
  stream: settings<StreamSettings>(FILE, { tables: texts, capacity: CAPACITY, hours: number }),
  recrawl: z.enum(["everything", "new-folders"], 'write "everything" or "new-folders"'),
  postgres: POSTGRES,
  bastion: settings<BastionSettings>(FILE, {
    instanceType: text,
    ssh: settings<NonNullable<BastionSettings["ssh"]>>(FILE, { cidr: text, keyPair: text }).exactOptional(),
  }),
  sync: settings<SyncSettings>(FILE, { workers: number, publishMinutes: number }),
  schedule: settings<ScheduleSettings>(FILE, { expression: text, timeZone: text }),
  retention: RETENTION,
  behindHours: number,
  budget: BUDGET.exactOptional(),
});
