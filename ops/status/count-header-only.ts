import { CloudWatchClient, paginateGetMetricData } from "@aws-sdk/client-cloudwatch";
import { objectMetric } from "../../stacks/metrics.ts";
import type { MongodbToSnowflake } from "../../stacks/mongodb-to-snowflake/settings.ts";
import { isAccessDenied } from "../aws-error.ts";
import { namesOf } from "../collections.ts";
import type { Session } from "../session.ts";
import type { Checked } from "./check.ts";

const DAY_SECONDS = 24 * 60 * 60;

/** Most metrics of one call. https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html */
const AT_ONCE = 500;

/**
 * How many files with a header and no row came while RAW has had its objects, by collection; null if the operator may not look, which
 * is not a problem: an operator's rights may be older than this check.
 */
export async function countHeaderOnly(
  session: Session,
  environment: MongodbToSnowflake,
): Promise<Checked<ReadonlyMap<string, number> | null>> {
  const client = session.aws(CloudWatchClient, environment.region);
  const collections = namesOf(session, environment);
  const found = new Map<string, number>();
  try {
    for (let from = 0; from < collections.length; from += AT_ONCE) {
      const some = collections.slice(from, from + AT_ONCE);
      for (const [collection, files] of await sums(client, session, environment, some)) found.set(collection, files);
    }
    return { found, problems: [] };
  } catch (error) {
    if (isAccessDenied(error)) return { found: null, problems: [] };
    throw error;
  }
}

async function sums(
  client: CloudWatchClient,
  session: Session,
  environment: MongodbToSnowflake,
  collections: readonly string[],
): Promise<Map<string, number>> {
  const EndTime = session.now();
  const pages = paginateGetMetricData(
    { client },
    {
      StartTime: new Date(EndTime.getTime() - environment.retention.rawDays * DAY_SECONDS * 1000),
      EndTime,
      MetricDataQueries: collections.map((collection, index) => ({
        Id: `m${index}`,
        MetricStat: statOf(environment, collection),
      })),
    },
  );
  const files = new Map(collections.map((collection) => [collection, 0]));
  for await (const { MetricDataResults } of pages) {
    for (const { Id, Values } of MetricDataResults ?? []) {
      const collection = collections[Number(Id?.slice(1))] as string;
      files.set(
        collection,
        (Values ?? []).reduce((sum, value) => sum + value, files.get(collection) ?? 0),
      );
    }
  }
  return files;
}

function statOf(environment: MongodbToSnowflake, collection: string) {
  const { namespace, metricName, dimensions } = objectMetric(environment, "HeaderOnly", collection);
  const Dimensions = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
  return { Metric: { Namespace: namespace, MetricName: metricName, Dimensions }, Period: DAY_SECONDS, Stat: "Sum" };
}
