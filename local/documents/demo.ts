import type { MongoCollections } from "../../contracts/mongodb-fields.ts";
import type { RedshiftStandIn } from "../redshift/redshift.ts";
import type { S3Server } from "../s3-server.ts";
import type { demoCollections } from "./collections.ts";
import type { Jobs } from "./jobs.ts";
import type { DocumentSource } from "./source.ts";

/** What tests break, to see that a run says so. */
export interface Faults {
  /** What the extract's bundle has in the place of the contracts. */
  readonly extracted?: MongoCollections;
  /** Called in each run, when a collection is extracted and not yet loaded. */
  readonly betweenSteps?: (run: number, collection: string, s3: S3Server) => void;
  /** Called before the comparison. */
  readonly beforeComparing?: (redshift: RedshiftStandIn) => Promise<unknown>;
}

/** What a run has. */
export interface Demo {
  readonly database: string;
  readonly collections: ReturnType<typeof demoCollections>;
  readonly source: DocumentSource;
  readonly s3: S3Server;
  readonly redshift: RedshiftStandIn;
  readonly jobs: Jobs;
  readonly faults: Faults;
}
