import { CONTAINER_EXIT } from "../shared/exit-codes.ts";

const { failed, configuration } = CONTAINER_EXIT;

interface Meaning {
  readonly remedy: string;
  /** `failed` is tried again by AWS Batch. */
  readonly exit: typeof failed | typeof configuration;
}

/** All errors of an extract, each with its remedy. The codes are stable: alarms and runbooks name them. */
export const EXTRACT_ERRORS = {
  UNLISTED_COLLECTION: {
    exit: configuration,
    remedy: "No contract lists the collection. List it, or remove it from the pipeline's settings.",
  },
  SOURCE_UNREACHABLE: {
    exit: failed,
    remedy:
      "MongoDB does not answer. Check the secret, the way to it (peering, security groups), and whether a member has the tags of the settings.",
  },
  LOGIN_REFUSED: {
    exit: configuration,
    remedy: "MongoDB refuses the login. Check the user and the password in the secret.",
  },
  NOT_AUTHORIZED: {
    exit: configuration,
    remedy: "The user lacks a right. A role for the collection needs the actions find, changeStream and collStats.",
  },
  TLS_REQUIRED: {
    exit: configuration,
    remedy: "The connection would not be encrypted. Add tls=true to the connection string.",
  },
  NOT_A_REPLICA_SET: {
    exit: configuration,
    remedy: "A single server has no change streams. Make it a replica set of one member or more.",
  },
  SHARDED_CLUSTER: {
    exit: configuration,
    remedy:
      "`_id` may be there more than once in a sharded cluster, and its oplogs can't be compared with the token. Read an unsharded collection from the replica set that has it.",
  },
  COLLECTION_ABSENT: {
    exit: configuration,
    remedy: "The database has no such collection. Check its name in the contract.",
  },
  NOT_A_COLLECTION: {
    exit: configuration,
    remedy: "A view or a time series has no changes. List the collection behind it.",
  },
  KEY_NOT_LISTED: {
    exit: configuration,
    remedy:
      'A document has an `_id` of a type that the contract does not list: no ObjectId, or an object. List it with `_id: "key"`, or correct the document; an object can\'t be a key. Then `ops reload` the collection: its changes still have what was there.',
  },
  OPLOG_LOST: {
    exit: configuration,
    remedy:
      "The oplog no longer has the changes since the last batch. Start the extract of this collection in the mode snapshot, which reads it anew, and enlarge the oplog or run more often.",
  },
  COLLECTION_DROPPED: {
    exit: configuration,
    remedy:
      "The collection was dropped. If it was made again, start its extract in the mode snapshot; otherwise unlist it.",
  },
  COLLECTION_RENAMED: {
    exit: configuration,
    remedy:
      "The collection was renamed, or another took its name. Start its extract in the mode snapshot, or list the other name.",
  },
  EVENT_TOO_LARGE: {
    exit: configuration,
    remedy:
      "A change is larger than 16 MB even as projected. List fewer fields, or start the extract in the mode snapshot.",
  },
  SECONDARY_LAGGING: {
    exit: failed,
    remedy: "The secondary did not reach the primary's time within ten minutes. Look at its replication lag.",
  },
  BATCHES_MISSING: {
    exit: configuration,
    remedy:
      "There is a state but no manifest, or the first manifest is missing: somebody has deleted them. Restore them from the bucket's versions; or delete the state too, and the collection is read anew.",
  },
  MANIFEST_UNREADABLE: { exit: configuration, remedy: "A manifest is not one. Restore it from the bucket's versions." },
  BATCH_EXISTS: {
    exit: failed,
    remedy: "Another run wrote this batch at the same time. The next try goes on after it.",
  },
  LAKE_FAILED: { exit: failed, remedy: "S3 refused a request. Check the job's rights on the bucket and its key." },
  STOPPED: { exit: failed, remedy: "The job was told to stop, as Fargate Spot does. What it had read is committed." },
  INTERNAL: {
    exit: failed,
    remedy: "An error of clearwell itself, or one that nobody has met yet. The log names its kind.",
  },
} as const satisfies Readonly<Record<string, Meaning>>;

export type ExtractErrorCode = keyof typeof EXTRACT_ERRORS;

/** Why a run ended. It never has a value from the data; its cause may. */
export class ExtractError extends Error {
  readonly code: ExtractErrorCode;

  constructor(code: ExtractErrorCode, options: ErrorOptions = {}) {
    super(`${code}: ${EXTRACT_ERRORS[code].remedy}`, options);
    this.name = "ExtractError";
    this.code = code;
  }
}
