import { z } from "zod";
import { BUDGET } from "../checks/environment-shape.ts";
import { MAILS } from "../checks/mails-shape.ts";
import { either, number, settings, text, texts, yesOrNo } from "../checks/shapes.ts";
import { NOTIFICATIONS } from "../checks/snowflake-shape.ts";
import type { DatabaseSettings, MysqlToSnowflakeSettings, RetentionSettings } from "./settings.ts";

const FILE = "stacks/mysql-to-snowflake/settings.ts";

const DATABASE = settings<DatabaseSettings>(FILE, {
  tables: texts.exactOptional(),
  login: either(
    { host: text, port: number, user: text, resourceId: text },
    { secretArn: text, secretKeyArn: text.exactOptional() },
  ),
  ca: text.exactOptional(),
  reach: either({ securityGroupId: text, port: number }, { cidr: text, port: number, why: text }),
  everyMinutes: number,
  behindMinutes: number,
});

const ENDPOINTS = z.enum(["make", "exist", "nat"], 'write "make", "exist" or "nat"');

/** The settings of this pipeline in one environment and region. */
export const SHAPE: z.ZodType<MysqlToSnowflakeSettings> = settings<MysqlToSnowflakeSettings>(FILE, {
  deployStream: yesOrNo,
  streamBucket: text,
  stampSuffix: text,
  streamKeyArn: text.exactOptional(),
  databases: z.record(text, DATABASE, "write an object: { <database>: { … } }"),
  producerNetwork: either(
    { vpcId: text, subnetIds: texts, endpoints: ENDPOINTS },
    { vpc: z.literal("default"), endpoints: ENDPOINTS },
    { vpc: z.literal("shared"), endpoints: ENDPOINTS },
  ),
  capacity: z.union([z.literal("on-demand"), z.strictObject({ shards: number })], 'write "on-demand" or { shards }'),
  snowpipeSqsArn: text.exactOptional(),
  notifications: NOTIFICATIONS.exactOptional(),
  retention: settings<RetentionSettings>(FILE, { dataDays: number, errorDays: number, streamHours: number }),
  mails: MAILS,
  budget: BUDGET.exactOptional(),
});
