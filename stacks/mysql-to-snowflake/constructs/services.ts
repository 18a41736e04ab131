import type { EndpointService } from "../../network/services.ts";
import { isByIam, type MysqlToSnowflake } from "../settings.ts";

/** A service that the functions call, and the variable by which AWS's clients take another address for it. */
interface CalledService {
  readonly service: Extract<EndpointService, "kinesis-streams" | "ssm" | "secretsmanager">;
  /** https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html */
  readonly variable: string;
}

/** Tokens of IAM are signed without a call. */
export function servicesOf({ databases }: Pick<MysqlToSnowflake, "databases">): readonly CalledService[] {
  const usesSecret = Object.values(databases).some(({ login }) => !isByIam(login));
  return [
    { service: "kinesis-streams", variable: "AWS_ENDPOINT_URL_KINESIS" },
    { service: "ssm", variable: "AWS_ENDPOINT_URL_SSM" },
    ...(usesSecret ? [{ service: "secretsmanager", variable: "AWS_ENDPOINT_URL_SECRETS_MANAGER" } as const] : []),
  ];
}
