/**
 * Where the rows are loaded: made by the stack, private, encrypted, and with a password that Secrets Manager makes and rotates. The first
 * database is named as a SQL identifier. Another kind is another warehouse: the rows are loaded anew from the raw files.
 */
export type RedshiftSettings = ServerlessSettings | ClusterSettings;

interface Warehouse {
  /** The database in which the tables are. Default `clearwell`. Can't be changed later. */
  readonly database: string;
  /** Days of snapshots, 1 to 35. Default 7. */
  readonly snapshotDays: number;
}

/** Redshift Serverless: charged while queries run. https://docs.aws.amazon.com/redshift/latest/mgmt/working-with-serverless.html */
export interface ServerlessSettings extends Warehouse {
  readonly kind: "serverless";
  /** RPUs, 8 to 512 in steps of 8. Default 8. */
  readonly baseRpus: number;
  /** The most that it scales to. Default 32. */
  readonly maxRpus: number;
  /** RPU-hours a day, after which no query runs until midnight, UTC. Default 64. */
  readonly dailyRpuHours: number;
}

/** A cluster: charged by the hour. https://docs.aws.amazon.com/redshift/latest/mgmt/working-with-clusters.html */
export interface ClusterSettings extends Warehouse {
  readonly kind: "cluster";
  /** Only RA3, whose storage grows by itself: `ra3.large`. Default `ra3.large`. */
  readonly nodeType: string;
  /** Default 2. */
  readonly nodes: number;
  /** Minutes a day of concurrency scaling, after which queries wait. Default 60, which is free. */
  readonly dailyScalingMinutes: number;
}
