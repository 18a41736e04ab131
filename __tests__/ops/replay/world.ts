import { gzipSync } from "node:zlib";
import { S3Client } from "@aws-sdk/client-s3";
import type { AllowList } from "../../../contracts/mask.ts";
import { masksIn } from "../../../contracts/mask-of.ts";
import { describeCleaner } from "../../../functions/cleaner/description.ts";
import { type Cleaner, handleEvent } from "../../../functions/cleaner/handle-event.ts";
import { storedObject } from "../../../local/s3-object.ts";
import { type S3Server, startS3Server } from "../../../local/s3-server.ts";
import type { Session } from "../../../ops/session.ts";
import { cleanerSettings } from "../../../stacks/mongodb-to-snowflake/cleaner-settings.ts";
import { rawBucketName } from "../../../stacks/mongodb-to-snowflake/names.ts";
import type { MongodbToSnowflake } from "../../../stacks/mongodb-to-snowflake/settings.ts";
import { resourceName, stackName } from "../../../stacks/names.ts";
import { ALL, ALLOW_LIST, PRIMARY } from "../../stacks/fixtures.ts";
import { clientsAt } from "../clients.ts";
import { type FakeAws, startFakeAws } from "../fake-aws.ts";
import { type Differs, operate } from "../operator.ts";

/** RAW's folder of tickets. */
export const FOLDER = "mongodb-data/legion/tickets/";

/** A stack with S3 and a deployed cleaner, which has its own allow-list and settings. */
export class World {
  readonly aws: FakeAws;
  readonly s3: S3Server;
  /** The settings that are deployed. */
  environment: MongodbToSnowflake = PRIMARY;
  allowList: AllowList = ALLOW_LIST;

  static async start(): Promise<World> {
    return new World(await startFakeAws(), await startS3Server());
  }

  private constructor(aws: FakeAws, s3: S3Server) {
    this.aws = aws;
    this.s3 = s3;
    aws.on(`POST /2015-03-31/functions/${resourceName(PRIMARY, "cleaner")}/invocations`, () =>
      describeCleaner({ legion: masksIn(this.allowList) }, cleanerSettings(this.environment)),
    );
    aws.on("ListExecutions", () => ({ executions: [] }));
  }

  async close(): Promise<void> {
    await this.aws.close();
    await this.s3.close();
  }

  /** Puts an object into RAW's folder of tickets. */
  put(name: string, modified: string, csv = `state,oid__id,email\nopen,${name},ann@example.org\n`): void {
    const object = { ...storedObject(gzipSync(csv)), lastModified: new Date(modified) };
    this.s3.objects.set(`${rawBucketName(PRIMARY)}/${FOLDER}${name}`, object);
  }

  /** Cleans objects of RAW like the deployed function: all, or those with these names. */
  async clean(...names: readonly string[]): Promise<void> {
    const bucket = `${rawBucketName(PRIMARY)}/`;
    const keys = [...this.s3.objects.keys()]
      .filter((key) => key.startsWith(bucket))
      .map((key) => key.slice(bucket.length));
    for (const key of keys)
      if (names.length === 0 || names.some((name) => key === FOLDER + name)) await this.call(event(key));
  }

  /** Calls the deployed function. */
  async call(payload: unknown): Promise<void> {
    const s3 = this.client(S3Client, "us-west-2");
    const telemetry = { cleaned: () => undefined, skipped: () => undefined, failed: () => undefined };
    const cleaner: Cleaner = {
      environment: cleanerSettings(this.environment),
      masks: { legion: masksIn(this.allowList) },
      buckets: { raw: s3, clean: s3 },
      telemetry,
    };
    await handleEvent(payload, cleaner);
  }

  /** Keys in CLEAN. */
  cleanKeys(): string[] {
    return [...this.s3.objects.keys()].filter((name) => name.startsWith("legion-clean-analytics/"));
  }

  /** `ops replay` on the stack, in a working tree with the list of the fixtures by default. */
  replay(options: readonly string[], differs: Differs = {}) {
    const environments = ALL.map((one) => (one === PRIMARY ? this.environment : one));
    const args = ["replay", stackName(PRIMARY), ...options];
    return operate(args, this.aws.endpoint, { aws: this.client, environments, ...differs });
  }

  /** The executions that were started, with their input. */
  started(): { readonly name: string; readonly input: unknown }[] {
    const starts = this.aws.calls.filter(({ operation }) => operation === "StartExecution");
    return starts.map(({ input }) => ({ name: input.name, input: JSON.parse(input.input) }));
  }

  readonly client: Session["aws"] = (Client, region) => clientsAt(this.aws.endpoint, this.s3.endpoint)(Client, region);
}

function event(key: string): object {
  const detail = { bucket: { name: rawBucketName(PRIMARY) }, object: { key } };
  return { "detail-type": "Object Created", detail };
}
