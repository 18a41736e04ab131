import { z } from "zod";
import { PHI_KINDS, PII_KINDS } from "../../contracts/kinds.ts";
import type {
  ClearKind,
  NotificationSettings,
  ShareSettings,
  SnowflakeSettings,
} from "../../warehouse/snowflake/settings.ts";
import { either, number, settings, text, texts } from "./shapes.ts";

const FILE = "warehouse/snowflake/settings.ts";

/** Every kind with its tag: `pii email`. */
const CLEAR_KINDS = [
  ...Object.keys(PII_KINDS).map((kind) => `pii ${kind}`),
  ...Object.keys(PHI_KINDS).map((kind) => `phi ${kind}`),
] as ClearKind[];

/** How Snowflake publishes failures. */
export const NOTIFICATIONS: z.ZodType<NotificationSettings> = either(
  { externalId: text, iamUserArn: text.exactOptional() },
  { none: text },
);

const SHARE: z.ZodType<ShareSettings> = settings<ShareSettings>(FILE, {
  accounts: texts,
  views: z.union([z.literal("all"), texts], 'write "all" or a list of collections: ["<database>/<collection>"]'),
  clear: z
    .array(
      z.enum(CLEAR_KINDS, 'write a tag and one of its kinds, of contracts/kinds.ts: "pii email"'),
      'write a list of kinds: ["pii email"]',
    )
    .exactOptional(),
});

/** What Snowflake's settings take. */
export const SNOWFLAKE: z.ZodType<SnowflakeSettings> = settings<SnowflakeSettings>(FILE, {
  account: text.exactOptional(),
  user: text.exactOptional(),
  database: text.exactOptional(),
  warehouse: text.exactOptional(),
  ownerRole: text.exactOptional(),
  iamUserArn: text.exactOptional(),
  notifications: NOTIFICATIONS.exactOptional(),
  region: text.exactOptional(),
  landingDays: number.exactOptional(),
  shares: z.record(text, SHARE, "write an object: { <name>: { … } }").exactOptional(),
});
