import { expect } from "chai";
import { MongoClient } from "mongodb";
import { jobVariables as extractJob, toEnvironment as extractSettings } from "../../functions/extract/environment.ts";
import { jobVariables as processJob, toEnvironment as processSettings } from "../../functions/process/environment.ts";
import { CONTAINER_EXIT } from "../../functions/shared/exit-codes.ts";
import { type ReplicaSet, startReplicaSet } from "../../local/mongodb/mongod.ts";
import { imageTag } from "../../stacks/mongodb-to-redshift/image-tag.ts";
import type { Container } from "../../stacks/mongodb-to-redshift/names.ts";
import { AwsFault, type FakeAws, startFakeAws } from "../ops/fake-aws.ts";
import { operate } from "../ops/operator.ts";
import { startWorld, type World } from "../redshift/world.ts";
import { production, SOURCES } from "../stacks/mongodb-to-redshift/fixtures.ts";
import { Buildah } from "./buildah.ts";
import { type Registry, startRegistry } from "./registry.ts";

const STACK = "production-us-west-2-mongodb-to-redshift";
const NAME = "clearwell-production-us-west-2-redshift";
const ECR = "111122223333.dkr.ecr.us-west-2.amazonaws.com";

const SETTINGS = { stack: STACK, lakeBucket: "clearwell-documents", lakeOwner: "111122223333" };
const CASES = { database: "legion", collection: "cases" };
const SDK = { AWS_REGION: "us-west-2", AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test" };

describe("The images, built by `ops image push` with buildah", () => {
  let buildah: Buildah;
  let registry: Registry;
  let aws: FakeAws;
  let mongo: ReplicaSet;
  let world: World;
  let pushed: Awaited<ReturnType<typeof operate>>;
  before(async () => {
    buildah = new Buildah();
    registry = await startRegistry("AWS:passw0rd");
    aws = await startFakeAws();
    mongo = await startReplicaSet();
    world = await startWorld();
    aws.on("GetAuthorizationToken", () => ({
      authorizationData: [{ authorizationToken: Buffer.from("AWS:passw0rd").toString("base64") }],
    }));
    aws.on("DescribeImages", ({ input }) => {
      const imageDigest = registry.images.get(`${input.repositoryName}:${input.imageIds[0].imageTag}`);
      if (imageDigest === undefined) throw new AwsFault("ImageNotFoundException", "no such image");
      return { imageDetails: [{ imageDigest }] };
    });
    await buildah.buildBase();
    pushed = await operate(["image", "push", STACK], aws.endpoint, {
      ...{ environments: [], literals: [production()], sources: SOURCES, program: buildah.programFor(registry.host) },
    });
  });
  after(async () => {
    await Promise.all([aws?.close(), registry?.close(), mongo?.stop(), world?.close()]);
    await buildah?.close();
  });

  const ref = (container: Container) => `${ECR}/${NAME}-${container}:${imageTag(container)}`;

  const extract = (uri: string) =>
    buildah.runImage(ref("extract"), {
      ...extractSettings({ ...SETTINGS, readFrom: "primary", oplogHours: 24 }),
      ...extractJob({ mode: "extract", ...CASES }),
      ...{ ...SDK, AWS_ENDPOINT_URL_S3: world.s3.endpoint, MONGODB_URI: uri },
    });
  const load = () =>
    buildah.runImage(ref("process"), {
      ...processSettings({
        ...SETTINGS,
        redshift: { database: "dev", workgroup: "clearwell", copyRoleArn: "arn:aws:iam::111122223333:role/copy" },
        unlistedFields: "report",
      }),
      ...processJob(CASES),
      ...{ ...SDK, AWS_ENDPOINT_URL_S3: world.s3.endpoint, AWS_ENDPOINT_URL_REDSHIFT_DATA: world.api.endpoint },
    });

  it("are pushed under the hash of what they are built from, with a login that buildah takes", () => {
    expect({ code: pushed.code, err: pushed.err }).to.deep.equal({ code: 0, err: pushed.err });
    const tags = (["extract", "process"] as const).map((each) => `${NAME}-${each}:${imageTag(each)}`);
    expect([...registry.images.keys()]).to.deep.equal(tags);
    for (const digest of registry.images.values()) expect(pushed.out).to.include(digest);
  });

  for (const container of ["extract", "process"] as const) {
    it(`run ${container} as a user who is not root and can't change the code`, async () => {
      const look = `const { writeFileSync } = require("node:fs");
        try { writeFileSync("/app/index.mjs", ""); } catch ({ code }) { console.log(process.getuid(), process.getgid(), code); }`;
      const { code, output } = await buildah.runImage(ref(container), {}, ["/nodejs/bin/node", "-e", look]);
      expect({ code, output: output.trim() }).to.deep.equal({ code: 0, output: "65532 65532 EACCES" });
    });

    it(`end ${container} with the code for wrong settings if it has none`, async () => {
      const { code, output } = await buildah.runImage(ref(container), {});
      expect({ code, output }).to.deep.equal({ code: CONTAINER_EXIT.configuration, output });
      expect(output).to.include("LAKE_BUCKET");
    });
  }

  it("refuse a connection without TLS, with the code that AWS Batch does not try again", async () => {
    const { code, output } = await extract("mongodb://db.example.org/");
    expect({ code, output }).to.deep.equal({ code: CONTAINER_EXIT.configuration, output });
    expect(output).to.include("TLS_REQUIRED");
  });

  it("bring a document of MongoDB into Redshift's double, and stop at a change of its type with the code for drift", async () => {
    const client = new MongoClient(mongo.uri);
    try {
      const cases = client.db("legion").collection("cases");
      const { insertedId } = await cases.insertOne({ id: "1", customer_id: "7", notes: "planted-secret" });
      const [extracted, loaded] = [await extract(mongo.uri), await load()];
      const output = extracted.output + loaded.output;
      expect({ codes: [extracted.code, loaded.code], output }).to.deep.equal({ codes: [0, 0], output });
      expect(await world.ask("SELECT _id, id, customer_id FROM landing_legion.cases")).to.deep.equal([
        [insertedId.toHexString(), "1", "7"],
      ]);
      const stored = [...world.s3.objects.values()].map(({ body }) => body.toString("latin1")).join();
      expect(output + stored).not.to.include("planted-secret");
      await cases.updateOne({ _id: insertedId }, { $set: { customer_id: 4711 } });
      expect((await extract(mongo.uri)).code).to.equal(CONTAINER_EXIT.done);
      expect((await load()).code).to.equal(CONTAINER_EXIT.drift);
    } finally {
      await client.close();
    }
  });

  it("end with the code that AWS Batch tries again if S3 does not answer", async () => {
    world.s3.onRequest = () => ({ status: 500, code: "InternalError" });
    expect((await load()).code).to.equal(CONTAINER_EXIT.failed);
  });
});
