import { S3Client } from "@aws-sdk/client-s3";
import type { Session } from "../../ops/session.ts";

/** The real SDK's clients, against an AWS and an S3 of the tests' own. */
export function clientsAt(endpoint: string, s3Endpoint = endpoint): Session["aws"] {
  return (Client, region) =>
    new Client({
      region,
      endpoint: (Client as unknown) === S3Client ? s3Endpoint : endpoint,
      credentials: { accessKeyId: "test", secretAccessKey: "test" },
      maxAttempts: 1,
      forcePathStyle: true,
    });
}
