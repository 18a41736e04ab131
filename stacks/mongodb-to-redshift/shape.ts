import { z } from "zod";
import { BUDGET, FRESHNESS } from "../checks/environment-shape.ts";
import { either, number, settings, text, texts, yesOrNo } from "../checks/shapes.ts";
import type { RangeDestination } from "../network/group-request.ts";
import type { ClusterSettings, RedshiftSettings, ServerlessSettings } from "./redshift-settings.ts";
import type {
  DatabaseSettings,
  JobSettings,
  JobsSettings,
  MongodbToRedshiftSettings,
  RetentionSettings,
  ScheduleSettings,
} from "./settings.ts";

const FILE = "stacks/mongodb-to-redshift/settings.ts";
const REDSHIFT_FILE = "stacks/mongodb-to-redshift/redshift-settings.ts";

const DATABASE = settings<DatabaseSettings>(FILE, {
  collections: texts.exactOptional(),
  secretArn: text,
  secretKeyArn: text.exactOptional(),
  ownCa: yesOrNo,
  readFrom: z.enum(["secondary", "primary"], 'write "secondary" or "primary"'),
  readTags: z.record(text, text, "write an object: { <tag>: … }").exactOptional(),
  oplogHours: number,
});

const JOB = settings<JobSettings>(FILE, {
  vcpus: z.union([z.literal(1), z.literal(2), z.literal(4), z.literal(8)], "write 1, 2, 4 or 8"),
  memoryMb: number,
  diskGb: number,
  attempts: number,
  hours: number,
});

const RANGE = settings<RangeDestination>("stacks/network/group-request.ts", { cidr: text, port: number, why: text });

const REDSHIFT: z.ZodType<RedshiftSettings> = z.union(
  [
    settings<ServerlessSettings>(REDSHIFT_FILE, {
      kind: z.literal("serverless"),
      database: text,
      snapshotDays: number,
      baseRpus: number,
      maxRpus: number,
      dailyRpuHours: number,
    }),
    settings<ClusterSettings>(REDSHIFT_FILE, {
      kind: z.literal("cluster"),
      database: text,
      snapshotDays: number,
      nodeType: text,
      nodes: number,
      dailyScalingMinutes: number,
    }),
  ],
  `write the settings of one kind, serverless or cluster: ${REDSHIFT_FILE}`,
);

/** The settings of this pipeline in one environment and region. */
export const SHAPE: z.ZodType<MongodbToRedshiftSettings> = settings<MongodbToRedshiftSettings>(FILE, {
  deployJobs: yesOrNo,
  lakeBucket: text,
  stampSuffix: text,
  lakeKeyArn: text.exactOptional(),
  trail: z.enum(["make", "exists"], 'write "make" or "exists"'),
  databases: z.record(text, DATABASE, "write an object: { <database>: { … } }"),
  jobNetwork: either(
    { subnetIds: texts, jobGroupIds: texts, redshiftGroupIds: texts },
    {
      mongodb: z.array(RANGE, "write a list: [{ cidr, port, why }]"),
      services: z.enum(["endpoints", "nat"], 'write "endpoints" or "nat"'),
    },
  ),
  schedule: settings<ScheduleSettings>(FILE, { expression: text, timeZone: text }),
  processTrigger: z.enum(["orchestrator", "s3"], 'write "orchestrator" or "s3"'),
  unlistedFields: z.enum(["report", "stop"], 'write "report" or "stop"'),
  jobs: settings<JobsSettings>(FILE, { concurrency: number, extract: JOB, process: JOB }),
  redshift: REDSHIFT,
  retention: settings<RetentionSettings>(FILE, {
    oldVersionDays: number,
    stagedDays: number,
    accessLogDays: number,
    logDays: number,
  }),
  freshness: FRESHNESS,
  budget: BUDGET.exactOptional(),
});
