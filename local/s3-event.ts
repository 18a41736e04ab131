import type { StoredObject } from "./s3-object.ts";

/**
 * The notification that S3 sends when an object was created. The key is encoded as in a form: a space is `+`.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
 */
export function objectCreated(bucket: string, key: string, object: StoredObject, region: string) {
  return {
    Records: [
      {
        eventVersion: "2.1",
        eventSource: "aws:s3",
        awsRegion: region,
        eventTime: object.lastModified.toISOString(),
        eventName: "ObjectCreated:Put",
        userIdentity: { principalId: "AWS:DMS" },
        requestParameters: { sourceIPAddress: "127.0.0.1" },
        responseElements: { "x-amz-request-id": "local" },
        s3: {
          s3SchemaVersion: "1.0",
          configurationId: "local",
          bucket: { name: bucket, ownerIdentity: { principalId: "local" }, arn: `arn:aws:s3:::${bucket}` },
          object: {
            key: encodeURIComponent(key).replaceAll("%2F", "/").replaceAll("%20", "+"),
            size: object.body.length,
            eTag: object.etag.replaceAll('"', ""),
            sequencer: "0055AED6DCD90281E5",
          },
        },
      },
    ],
  };
}
