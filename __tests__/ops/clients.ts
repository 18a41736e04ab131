import { S3Client } from "@aws-sdk/client-s3";
import type { Session } from "../../ops/session.ts";

/** Clients of the real SDK that connect to a fake AWS and a fake S3. */
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
