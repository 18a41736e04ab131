import { S3Client, type S3ClientConfig } from "@aws-sdk/client-s3";

/** S3 clients of the two buckets: RAW is in the function's region, CLEAN in a region of its own. */
export interface Buckets {
  readonly raw: S3Client;
  readonly clean: S3Client;
}

const CONNECT_MS = 5_000;
const IDLE_MS = 20_000;
/**
 * While CLEAN is slow, nothing is read from RAW, so RAW's connection must outlast all attempts at one part. The SDK makes three, and
 * Node allows a second period for a connection that still has bytes to send (`_onTimeout` in its lib/net.js).
 */
const RAW_IDLE_TIMES = 8;

/**
 * The clients of both buckets. An idle connection is closed after a time: the SDK would wait for ever, until Lambda ends the function
 * after 900 seconds. Credentials, attempts and endpoint come from the environment
 * (https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html).
 *
 * @param cleanRegion of the CLEAN bucket
 * @param idleMs longest idle time of a connection to CLEAN, and longest time until RAW responds; a connection to RAW that has
 *   responded may be idle eight times as long
 * @param common more settings of both clients
 */
export function openBuckets(cleanRegion: string, idleMs = IDLE_MS, common: S3ClientConfig = {}): Buckets {
  return {
    raw: new S3Client({
      ...common,
      // gzip has a checksum of its own, and S3's would be computed in JavaScript over every byte.
      responseChecksumValidation: "WHEN_REQUIRED",
      requestHandler: {
        connectionTimeout: CONNECT_MS,
        requestTimeout: idleMs,
        throwOnRequestTimeout: true,
        socketTimeout: idleMs * RAW_IDLE_TIMES,
      },
    }),
    clean: new S3Client({
      ...common,
      region: cleanRegion,
      requestHandler: { connectionTimeout: CONNECT_MS, socketTimeout: idleMs },
    }),
  };
}
