/** An AWS list price, without tax, discount and free allowance. */
export interface ListPrice {
  /** The unit that is charged. */
  readonly unit: string;
  /** AWS's page. */
  readonly page: string;
  /** US dollars a unit, by region. A region that is missing has no known price. */
  readonly usd: { readonly [region: string]: number };
  /** Day of AWS's price list, or on which its page was read; the earlier one if regions differ. Absent if there is no price. */
  readonly date?: string;
}

const VPC = "https://aws.amazon.com/vpc/pricing/";
const PRIVATELINK = "https://aws.amazon.com/privatelink/pricing/";
const S3 = "https://aws.amazon.com/s3/pricing/";
const CLOUDWATCH = "https://aws.amazon.com/cloudwatch/pricing/";
const LAMBDA = "https://aws.amazon.com/lambda/pricing/";
const KMS = "https://aws.amazon.com/kms/pricing/";
const DMS = "https://aws.amazon.com/dms/pricing/";
const RDS = "https://aws.amazon.com/rds/postgresql/pricing/";
const FARGATE = "https://aws.amazon.com/fargate/pricing/";
const REDSHIFT = "https://aws.amazon.com/redshift/pricing/";
const KINESIS = "https://aws.amazon.com/kinesis/data-streams/pricing/";

/** Virginia, Oregon and Ireland. */
function inEach(virginia: number, oregon: number, ireland: number) {
  return { "us-east-1": virginia, "us-west-2": oregon, "eu-west-1": ireland };
}

/**
 * What the resource types of the stacks are charged for. The prices are from public quotations of AWS's price list that have a date. If
 * none was found, the command says "not priced". If you look one up, add it with the day.
 */
export const PRICES = {
  natHour: { unit: "hour", page: VPC, date: "2026-09-10", usd: inEach(0.045, 0.045, 0.048) },
  natGb: { unit: "GB", page: VPC, date: "2026-09-10", usd: inEach(0.045, 0.045, 0.048) },
  addressHour: { unit: "hour", page: VPC, date: "2026-09-10", usd: inEach(0.005, 0.005, 0.005) },
  endpointHour: { unit: "hour", page: PRIVATELINK, date: "2026-09-10", usd: inEach(0.01, 0.01, 0.011) },
  endpointGb: { unit: "GB", page: PRIVATELINK, date: "2026-09-10", usd: inEach(0.01, 0.01, 0.01) },
  s3GbMonth: { unit: "GB-month", page: S3, date: "2026-09-10", usd: inEach(0.023, 0.023, 0.023) },
  s3Puts: { unit: "1,000 PUTs", page: S3, date: "2026-08-12", usd: { "us-east-1": 0.005, "us-west-2": 0.005 } },
  kmsKeyMonth: { unit: "month", page: KMS, date: "2026-09-19", usd: inEach(1, 1, 1) },
  kmsRequests: { unit: "10,000 requests", page: KMS, date: "2026-09-19", usd: { "us-west-2": 0.03 } },
  alarmMonth: { unit: "metric-month", page: CLOUDWATCH, date: "2026-09-19", usd: { "us-west-2": 0.1 } },
  dashboardMonth: { unit: "month", page: CLOUDWATCH, usd: {} },
  logGb: { unit: "GB", page: CLOUDWATCH, date: "2026-09-19", usd: { "us-west-2": 0.5 } },
  logGbMonth: { unit: "GB-month", page: CLOUDWATCH, date: "2026-09-19", usd: { "us-west-2": 0.03 } },
  armGbSecond: {
    unit: "GB-second",
    page: LAMBDA,
    date: "2026-08-12",
    usd: { "us-east-1": 0.0000133334, "us-west-2": 0.0000133334 },
  },
  lambdaRequests: {
    unit: "1,000,000 calls",
    page: LAMBDA,
    date: "2026-08-12",
    usd: { "us-east-1": 0.2, "us-west-2": 0.2 },
  },
  // Only known for a region without stacks; it shows the order of magnitude.
  "dms.t3.micro": { unit: "hour", page: DMS, date: "2026-09-11", usd: { "us-east-2": 0.018 } },
  dmsInstanceHour: { unit: "hour", page: DMS, usd: {} },
  dmsGbMonth: { unit: "GB-month", page: DMS, usd: {} },
  sqsRequests: { unit: "1,000,000 requests", page: "https://aws.amazon.com/sqs/pricing/", usd: {} },
  sesMails: { unit: "1,000 mails", page: "https://aws.amazon.com/ses/pricing/", usd: {} },
  dynamoWrites: { unit: "1,000,000 writes", page: "https://aws.amazon.com/dynamodb/pricing/", usd: {} },
  snsMails: { unit: "100,000 mails", page: "https://aws.amazon.com/sns/pricing/", usd: {} },
  transitions: { unit: "1,000 transitions", page: "https://aws.amazon.com/step-functions/pricing/", usd: {} },
  shardHour: { unit: "hour", page: KINESIS, usd: {} },
  // As billed in an account; AWS's page has no figures that can be quoted.
  streamHour: { unit: "hour", page: KINESIS, date: "2026-09-18", usd: { "us-west-2": 0.04 } },
  streamGb: { unit: "GB", page: KINESIS, usd: {} },
  firehoseGb: { unit: "GB", page: "https://aws.amazon.com/firehose/pricing/", usd: {} },
  "db.t4g.micro": { unit: "hour", page: RDS, date: "2026-08-12", usd: { "us-east-1": 0.016 } },
  "db.t4g.medium": { unit: "hour", page: RDS, date: "2026-09-11", usd: { "us-east-1": 0.065 } },
  "db.m6g.large": { unit: "hour", page: RDS, date: "2026-09-10", usd: inEach(0.159, 0.159, 0.176) },
  dbInstanceHour: { unit: "hour", page: RDS, usd: {} },
  dbGbMonth: { unit: "GB-month", page: RDS, date: "2026-08-12", usd: { "us-east-1": 0.115 } },
  ec2Hour: { unit: "hour", page: "https://aws.amazon.com/ec2/pricing/", usd: {} },
  // Of type gp3, which the bastion has.
  diskGbMonth: {
    unit: "GB-month",
    page: "https://aws.amazon.com/ebs/pricing/",
    date: "2026-10-04",
    usd: { "us-west-2": 0.08 },
  },
  crawlerDpuHour: { unit: "DPU-hour", page: "https://aws.amazon.com/glue/pricing/", usd: {} },
  rpuHour: { unit: "RPU-hour", page: REDSHIFT, date: "2026-10-07", usd: { "us-east-1": 0.375 } },
  redshiftGbMonth: { unit: "GB-month", page: REDSHIFT, usd: {} },
  redshiftNodeHour: { unit: "hour", page: REDSHIFT, usd: {} },
  fargateVcpuHour: { unit: "vCPU-hour", page: FARGATE, date: "2026-03-10", usd: { "us-east-1": 0.04048 } },
  fargateGbHour: { unit: "GB-hour", page: FARGATE, date: "2026-03-10", usd: { "us-east-1": 0.004445 } },
  imageGbMonth: { unit: "GB-month", page: "https://aws.amazon.com/ecr/pricing/", usd: {} },
  dataEvents: { unit: "100,000 requests", page: "https://aws.amazon.com/cloudtrail/pricing/", usd: {} },
  secretMonth: {
    unit: "month",
    page: "https://aws.amazon.com/secrets-manager/pricing/",
    date: "2026-10-06",
    usd: inEach(0.4, 0.4, 0.4),
  },
} as const satisfies { readonly [item: string]: ListPrice };

export type PriceItem = keyof typeof PRICES;

export function listPrice(item: PriceItem): ListPrice {
  return PRICES[item];
}
