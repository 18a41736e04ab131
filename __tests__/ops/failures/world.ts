import { gzipSync } from "node:zlib";
import { storedObject } from "../../../local/s3-object.ts";
import { type S3Server, startS3Server } from "../../../local/s3-server.ts";
import type { Session } from "../../../ops/session.ts";
import { resourceName, stackName } from "../../../stacks/names.ts";
import { PRIMARY } from "../../stacks/fixtures.ts";
import { clientsAt } from "../clients.ts";
import { type FakeAws, startFakeAws } from "../fake-aws.ts";
import { type Differs, operate } from "../operator.ts";
import { FakeQueue } from "./fake-queue.ts";
import { BUCKET, FOLDER } from "./records.ts";

/** A stack with its failure queue, its RAW bucket, and a function that accepts every event and does nothing. */
export class World {
  readonly aws: FakeAws;
  readonly s3: S3Server;
  readonly queue: FakeQueue;
  /** The events that the function accepted, with the type of the invocation. */
  readonly invoked: { readonly type: unknown; readonly event: unknown }[] = [];

  static async start(): Promise<World> {
    return new World(await startFakeAws(), await startS3Server());
  }

  private constructor(aws: FakeAws, s3: S3Server) {
    this.aws = aws;
    this.s3 = s3;
    this.queue = new FakeQueue(aws, resourceName(PRIMARY, "failures"));
    this.acceptAll();
  }

  acceptAll(): void {
    this.accept(() => undefined);
  }

  /** @param check may throw an AwsFault: then the event is refused */
  accept(check: (event: unknown) => void): void {
    this.aws.on(`POST /2015-03-31/functions/${resourceName(PRIMARY, "cleaner")}/invocations`, ({ input }) => {
      const event: unknown = JSON.parse(input.body);
      check(event);
      this.invoked.push({ type: input.headers["x-amz-invocation-type"], event });
      return {};
    });
  }

  async close(): Promise<void> {
    await this.aws.close();
    await this.s3.close();
  }

  /** Puts an object into RAW, written at 10:15. @returns its ETag */
  put(name: string, csv = "state,oid__id\nopen,1\n"): string {
    const object = { ...storedObject(gzipSync(csv)), lastModified: new Date("2026-11-20T10:15:00Z") };
    this.s3.objects.set(`${BUCKET}/${FOLDER}/${name}`, object);
    return object.etag.replaceAll('"', "");
  }

  /** `ops failures` on the stack. */
  failures(...options: readonly string[]) {
    return this.failuresOf({}, ...options);
  }

  /** The same, with other environments or sources. */
  failuresOf(differs: Differs, ...options: readonly string[]) {
    return operate(["failures", stackName(PRIMARY), ...options], this.aws.endpoint, { ...differs, aws: this.client });
  }

  readonly client: Session["aws"] = (Client, region) => clientsAt(this.aws.endpoint, this.s3.endpoint)(Client, region);
}
