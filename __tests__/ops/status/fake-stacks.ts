import type { AllowList } from "../../../contracts/mask.ts";
import { masksIn } from "../../../contracts/mask-of.ts";
import type { CleanerEnvironment } from "../../../functions/cleaner/environment.ts";
import { cleanerSettings } from "../../../stacks/mongodb-to-snowflake/cleaner-settings.ts";
import { cleanPrefix, collectionPrefix, rawBucketName, rawPrefix } from "../../../stacks/mongodb-to-snowflake/names.ts";
import type { MongodbToSnowflake } from "../../../stacks/mongodb-to-snowflake/settings.ts";
import { resourceName } from "../../../stacks/names.ts";
import { ALL, ALLOW_LIST, PRIMARY } from "../../stacks/fixtures.ts";
import { AwsFault, type FakeAws } from "../fake-aws.ts";
import { answerQuestion } from "../fake-cleaner.ts";
import { type FakeTask, fakeTask } from "../start/fake-task.ts";

/** AWS as `status` sees it, where all is well with every stack of the tests. */
export interface FakeStacks {
  readonly task: FakeTask;
  /** By `bucket/key`, when it was written. */
  readonly objects: Map<string, Date>;
  /** XML, by bucket. */
  readonly notifications: Map<string, string>;
  /** Messages, by the queue's name. */
  readonly queues: Map<string, { visible: number; inFlight: number }>;
  readonly engine: FakeEngine;
  /** What every object of a collection is in RAW. */
  readonly files: Map<string, string | Buffer>;
  /** Makes every stack's cleaner one with another allow-list or other settings. */
  deploy(allowList: AllowList, settings: CleanerEnvironment): void;
  /** Of every collection and stack: files with a header and no row, two days. */
  readonly headerOnly: Map<string, number[]>;
}

/** The engine of every instance, and what DMS says of versions, two a page. */
interface FakeEngine {
  version: string;
  readonly versions: Record<string, unknown>[];
}

export const CLEAN = "legion-clean-analytics";
/** Of every collection. */
const CSV = "oid__id,dms_replicated_at,state,address,total,array_labels\n1,2026-11-21 11:49:00,open,{},1,[]\n";
/** The name of a file of changes. */
export const TODAY = "20261121-115000123";
const COLLECTIONS = Object.keys(ALLOW_LIST);

export function fakeStacks(aws: FakeAws): FakeStacks {
  const stacks: FakeStacks = {
    task: fakeTask(aws),
    objects: new Map(),
    notifications: new Map(),
    queues: new Map(),
    engine: { version: PRIMARY.dms.engineVersion, versions: VERSIONS.map((version) => ({ ...version })) },
    files: new Map(COLLECTIONS.map((collection) => [collection, CSV])),
    headerOnly: new Map(),
    deploy: (allowList, settings) =>
      aws.on("POST /2015-03-31/functions/*", ({ input }) =>
        answerQuestion(JSON.parse(input.body), settings, stacks.files, { legion: masksIn(allowList) }),
      ),
  };
  const { task, objects, notifications, queues } = stacks;
  Object.assign(task.description, { Status: "running", ReplicationTaskStats: { FullLoadProgressPercent: 100 } });
  task.tables.push(...COLLECTIONS.map((TableName) => ({ SchemaName: "legion", TableName, ...LOADED })));
  for (const environment of ALL) {
    notifications.set(rawBucketName(environment), callsCleaner(environment));
    queues.set(resourceName(environment, "failures"), { visible: 0, inFlight: 0 });
    for (const collection of COLLECTIONS) {
      objects.set(
        `${rawBucketName(environment)}/${collectionPrefix(environment, collection)}${TODAY}.csv.gz`,
        at("11:50"),
      );
      const folder = `${CLEAN}/${cleanPrefix(environment)}legion/${collection}`;
      objects.set(`${folder}/${TODAY}.1f0c9a3e.json.gz`, at("11:51"));
    }
  }
  notifications.set(CLEAN, ALL.map((environment) => tellsSnowpipe(cleanPrefix(environment))).join(""));
  answer(aws, stacks);
  return stacks;
}

function answer(aws: FakeAws, { objects, notifications, queues, engine, files, headerOnly }: FakeStacks): void {
  aws.on("DescribeReplicationInstances", ({ input }) => {
    const [{ Values }] = input.Filters;
    return { ReplicationInstances: [{ ReplicationInstanceIdentifier: Values[0], EngineVersion: engine.version }] };
  });
  aws.on("DescribeEngineVersions", ({ input }) => {
    const from = Number(input.Marker ?? 0);
    const more = from + 2 < engine.versions.length ? { Marker: String(from + 2) } : {};
    return { EngineVersions: engine.versions.slice(from, from + 2), ...more };
  });
  aws.on("GET /*", ({ input }) => {
    if (input.headers["x-amz-expected-bucket-owner"] !== aws.account) throw new AwsFault("AccessDenied", "owner", 403);
    const bucket = input.path.split("/")[1];
    if (!("notification" in input.query)) return listing(objects, bucket, input.query);
    return `<NotificationConfiguration>${notifications.get(bucket)}</NotificationConfiguration>`;
  });
  aws.on("POST /2015-03-31/functions/*", ({ input }) => {
    const environment = ALL.find((each) => input.path.includes(resourceName(each, "cleaner"))) as MongodbToSnowflake;
    return answerQuestion(JSON.parse(input.body), cleanerSettings(environment), files);
  });
  aws.on("GetMetricData", ({ input }) => ({ MetricDataResults: metricData(input, headerOnly) }));
  aws.on("GetQueueUrl", ({ input }) => ({ QueueUrl: `${aws.endpoint}/111122223333/${input.QueueName}` }));
  aws.on("GetQueueAttributes", ({ input }) => {
    const { visible, inFlight } = queues.get(input.QueueUrl.split("/").at(-1)) ?? { visible: 0, inFlight: 0 };
    const all = Object.entries({
      ApproximateNumberOfMessages: String(visible),
      ApproximateNumberOfMessagesNotVisible: String(inFlight),
    });
    return { Attributes: Object.fromEntries(all.filter(([name]) => input.AttributeNames.includes(name))) };
  });
}

function metricData(input: { MetricDataQueries: MetricQuery[] }, headerOnly: ReadonlyMap<string, number[]>) {
  return input.MetricDataQueries.map(({ Id, MetricStat }) => {
    const name = MetricStat.Metric.Dimensions.find(({ Name }) => Name === "collection")?.Value ?? "";
    return { Id, Values: MetricStat.Metric.MetricName === "HeaderOnly" ? (headerOnly.get(name) ?? []) : [] };
  });
}

interface MetricQuery {
  readonly Id: string;
  readonly MetricStat: {
    readonly Metric: { readonly MetricName: string; readonly Dimensions: readonly { Name: string; Value: string }[] };
  };
}

/** On the day of these tests. */
export function at(time: string): Date {
  return new Date(`2026-11-21T${time}:00Z`);
}

const LOADED = {
  TableState: "Table completed",
  FullLoadRows: 1234,
  Inserts: 5,
  Updates: 6,
  Deletes: 7,
  FullLoadEndTime: Date.parse("2026-11-21T03:00:00Z") / 1000,
};

const seconds = (day: string) => Date.parse(day) / 1000;

const VERSIONS = [
  { Version: "3.5.4" },
  { Version: "3.7.0" },
  {
    Version: "3.6.1",
    DeprecationDate: seconds("2027-04-30"),
    ForceUpgradeDate: seconds("2027-06-30"),
    AvailableUpgrades: ["3.7.0"],
  },
];

export function callsCleaner(
  environment: MongodbToSnowflake,
  differs: { prefix?: string; event?: string } = {},
): string {
  const { prefix = rawPrefix(environment, "legion"), event = "s3:ObjectCreated:*" } = differs;
  const arn = `arn:aws:lambda:${environment.region}:111122223333:function:${resourceName(environment, "cleaner")}`;
  return `<CloudFunctionConfiguration><CloudFunction>${arn}</CloudFunction><Event>${event}</Event>
    ${filter("Prefix", prefix)}</CloudFunctionConfiguration>`;
}

export function tellsSnowpipe(prefix: string, arn = PRIMARY.snowpipeSqsArn, rule = "Prefix"): string {
  return `<QueueConfiguration><Queue>${arn}</Queue><Event>s3:ObjectCreated:*</Event>
    ${filter(rule, prefix)}</QueueConfiguration>`;
}

function filter(name: string, value: string): string {
  return `<Filter><S3Key><FilterRule><Name>${name}</Name><Value>${value}</Value></FilterRule></S3Key></Filter>`;
}

/** ListObjectsV2, two keys a page. */
function listing(objects: ReadonlyMap<string, Date>, bucket: string, query: Record<string, string>): string {
  const after = query["continuation-token"] ?? query["start-after"] ?? "";
  const keys = [...objects.keys()]
    .filter((name) => name.startsWith(`${bucket}/${query.prefix}`))
    .map((name) => name.slice(bucket.length + 1))
    .filter((key) => key > after)
    .sort();
  const contents = keys.slice(0, 2).map((key) => {
    const modified = objects.get(`${bucket}/${key}`)?.toISOString();
    return `<Contents><Key>${key}</Key><LastModified>${modified}</LastModified></Contents>`;
  });
  const more = keys.length > 2;
  const next = more ? `<NextContinuationToken>${keys[1]}</NextContinuationToken>` : "";
  return `<ListBucketResult><IsTruncated>${more}</IsTruncated>${next}${contents.join("")}</ListBucketResult>`;
}
