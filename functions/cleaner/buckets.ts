import { S3Client, type S3ClientConfig } from "@aws-sdk/client-s3";

/** S3 as the cleaner uses it: RAW lies in the function's region, CLEAN in its own. */
export interface Buckets {
  readonly raw: S3Client;
  readonly clean: S3Client;
}

const CONNECT_MS = 5_000;
const IDLE_MS = 20_000;
/**
 * While CLEAN is slow RAW waits for it: its connection must outlast all attempts at one part. They are three, and Node gives
 * a connection on which bytes are still to be sent a second period (`_onTimeout` in its lib/net.js).
 */
const RAW_IDLE_TIMES = 8;

/**
 * The clients of both buckets. A connection on which nothing moves is given up: the SDK itself would wait for ever, and so
 * burn all of the 900 seconds that Lambda gives. Credentials, attempts and endpoint are those of the environment
 * (https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html).
 *
 * @param cleanRegion of the CLEAN bucket
 * @param idleMs how long nothing may move on a connection to CLEAN, or RAW may take to answer; eight times as long may
 *   nothing move on a connection to RAW that has answered
 * @param common settings of both clients beyond these
 */
export function openBuckets(cleanRegion: string, idleMs = IDLE_MS, common: S3ClientConfig = {}): Buckets {
  return {
    raw: new S3Client({
      ...common,
      // gzip brings a checksum of its own; S3's would be computed in JavaScript, over every byte.
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
