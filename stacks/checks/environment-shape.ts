import { z } from "zod";
import type { BudgetSettings, CleanBucketSettings, Environment } from "../environment.ts";
import type { Freshness, FreshnessSettings } from "../freshness.ts";
import type { GivenNetwork, MadeNetwork, NetworkSettings } from "../network/settings.ts";
import type { Pipelines } from "../pipeline.ts";
import { either, number, type Shape, settings, text, texts, yesOrNo } from "./shapes.ts";
import { SNOWFLAKE } from "./snowflake-shape.ts";

const FILE = "stacks/environment.ts";

export const BUDGET: z.ZodType<BudgetSettings> = settings<BudgetSettings>(FILE, { monthlyUsd: number });

const EXPECTED = either({ hours: number }, { none: text }) satisfies z.ZodType<Freshness>;

export const FRESHNESS: z.ZodType<FreshnessSettings> = settings<FreshnessSettings>("stacks/freshness.ts", {
  default: EXPECTED,
  except: z.record(text, EXPECTED, "write an object, which may be empty: {}"),
});

const NETWORK: z.ZodType<NetworkSettings> = z.union(
  [
    settings<MadeNetwork>("stacks/network/settings.ts", {
      cidr: text,
      zones: z.union([z.literal(2), z.literal(3)], "write 2 or 3"),
      nat: z.union([z.literal(0), z.literal(1), z.literal("per-zone")], 'write 0, 1 or "per-zone"'),
      logDays: number,
      budget: BUDGET.exactOptional(),
    }),
    settings<GivenNetwork>("stacks/network/settings.ts", {
      vpcId: text,
      privateSubnetIds: texts,
      publicSubnetIds: texts,
    }),
  ],
  "write the settings of one network: stacks/network/settings.ts",
);

const ENVIRONMENT: Shape<Environment> = {
  environment: text,
  region: text,
  account: text,
  primary: settings<Environment["primary"]>(FILE, { environment: text, region: text }),
  cleanBucket: settings<CleanBucketSettings>(FILE, { name: text, region: text, create: yesOrNo }),
  namePrefix: text,
  tags: z.record(text, text, "write an object, which may be empty: {}"),
  permissionsBoundary: text.exactOptional(),
  alarms: either({ email: text }, { topicArn: text }, { none: text }),
  state: either({ bucket: text, region: text }, { organization: text }).exactOptional(),
  protectData: yesOrNo,
  snowflake: SNOWFLAKE.exactOptional(),
};

/** An environment with the settings of its pipelines. */
export function environmentShape(pipelines: Pipelines): z.ZodType<object> {
  const ofPipelines = Object.entries(pipelines).map(([name, { shape }]) => [name, shape.exactOptional()]);
  return settings<object>(FILE, {
    ...ENVIRONMENT,
    network: NETWORK.exactOptional(),
    ...Object.fromEntries(ofPipelines),
  });
}
