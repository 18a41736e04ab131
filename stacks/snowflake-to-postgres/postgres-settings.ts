/** PostgreSQL in RDS: private, encrypted, with TLS and a password that Secrets Manager makes and rotates. */
export interface PostgresSettings {
  /** PostgreSQL's database. Default `clearwell`. Can't be changed later. */
  readonly database: string;
  /** Major version, 16 or later. RDS takes the newest minor one in the maintenance window. Default `17`. */
  readonly version: string;
  /** Default `db.t4g.medium`. */
  readonly instanceClass: string;
  /** GB of disk at the beginning, 20 to 65,536. Default 50. */
  readonly storageGb: number;
  /** GB to which the disk grows by itself. Default 500. A full batch is beside the one before until the next is published. */
  readonly maxStorageGb: number;
  /** Whether a second zone has a standby, which doubles the price. Default false: what is lost is loaded anew from the raw bucket. */
  readonly multiAz: boolean;
  /** Days of snapshots, 1 to 35. Default 7. */
  readonly snapshotDays: number;
}
