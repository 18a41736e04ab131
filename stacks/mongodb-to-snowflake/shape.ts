import { z } from "zod";
import { BUDGET, FRESHNESS } from "../checks/environment-shape.ts";
import { either, number, settings, text, texts, yesOrNo } from "../checks/shapes.ts";
import type {
  CleanerSettings,
  DatabaseSettings,
  DmsSettings,
  MongodbToSnowflakeSettings,
  NetworkSettings,
  RetentionSettings,
} from "./settings.ts";

const FILE = "stacks/mongodb-to-snowflake/settings.ts";

const DATABASE = settings<DatabaseSettings>(FILE, {
  collections: texts.exactOptional(),
  authSource: text,
  secretArn: text,
  secretKeyArn: text.exactOptional(),
  secretsManagerEndpoint: text.exactOptional(),
  tls: either({ certificateArn: text }, { unverified: text }),
  docsToInvestigate: number,
});

const DMS = settings<DmsSettings>(FILE, {
  instanceClass: text,
  storageGb: number,
  engineVersion: text,
  lobMaxKb: number,
  commitRate: number,
});

const CLEANER = settings<CleanerSettings>(FILE, {
  memoryMb: number,
  reservedConcurrency: number,
  passOp: yesOrNo,
  cleanNames: z.enum(["versioned", "same-name"], 'write "versioned" or "same-name"'),
});

const RETENTION = settings<RetentionSettings>(FILE, {
  rawDays: number,
  cleanDays: number,
  logDays: number,
  dmsLogDays: number,
});

/** The settings of this pipeline in one environment and region. */
export const SHAPE: z.ZodType<MongodbToSnowflakeSettings> = settings<MongodbToSnowflakeSettings>(FILE, {
  deployDms: yesOrNo,
  stampSuffix: text,
  rawBucket: text,
  rawFolder: text,
  rawKeyArn: text.exactOptional(),
  databases: z.record(text, DATABASE, "write an object: { <database>: { … } }"),
  firstDatabase: text.exactOptional(),
  dms: DMS,
  network: settings<NetworkSettings>(FILE, { subnetIds: texts, securityGroupIds: texts }),
  cleaner: CLEANER,
  csvDelimiter: text,
  nullMarker: text,
  snowpipeSqsArn: text.exactOptional(),
  retention: RETENTION,
  freshness: FRESHNESS,
  budget: BUDGET.exactOptional(),
  createDmsServiceRoles: yesOrNo,
});
