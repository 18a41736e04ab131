import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type CleanedObject, readCleanerLog, type SkippedObject } from "./cleaner-log.ts";
import type { Deployment } from "./deployment.ts";
import { type Lambda, startLambda } from "./lambda.ts";
import type { OutputFolder } from "./output-folder.ts";
import type { RawObject } from "./raw-object.ts";
import { readFailure } from "./read-failure.ts";
import { objectCreated } from "./s3-event.ts";
import { storedObject } from "./s3-object.ts";
import { type S3Server, startS3Server } from "./s3-server.ts";

export interface CleanResult {
  readonly cleaned: readonly CleanedObject[];
  readonly skipped: readonly SkippedObject[];
  readonly failed: readonly { readonly rawKey: string; readonly error: string }[];
}

/** For each object: puts it into RAW, sends the function the event that S3 would send, and moves its CLEAN object into the output folder. */
export async function cleanAll(
  objects: readonly RawObject[],
  deployment: Deployment,
  output: OutputFolder,
  onDone: (object: RawObject) => void,
): Promise<CleanResult> {
  const bundle = join(output.path, "lambda", "index.mjs");
  await write(bundle, deployment.bundle);
  const server = await startS3Server();
  let lambda: Lambda | undefined;
  try {
    const { functionName: name, region, variables } = deployment;
    lambda = await startLambda({ name, region, bundle, variables }, server.endpoint);
    const failed: { rawKey: string; error: string }[] = [];
    for (const object of objects) {
      const { error } = await cleanOne(object, deployment, server, lambda);
      if (error) failed.push({ rawKey: object.key, error: readFailure(error.errorMessage) });
      await emptyServer(server, deployment.environment.cleanBucket, output.clean);
      onDone(object);
    }
    const log = await lambda.close();
    await writeFile(output.log, log);
    return { ...readCleanerLog(log), failed };
  } finally {
    await lambda?.close();
    await server.close();
  }
}

async function cleanOne(
  { key, file }: RawObject,
  { environment, region }: Deployment,
  server: S3Server,
  lambda: Lambda,
) {
  const bucket = environment.rawBucket ?? "raw";
  const object = storedObject(await readFile(file));
  server.objects.set(`${bucket}/${key}`, object);
  return lambda.invoke(objectCreated(bucket, key, object, region));
}

/** Writes the CLEAN objects into the folder and empties the server, so that it never holds more than one RAW object and its result. */
async function emptyServer(server: S3Server, cleanBucket: string, folder: string): Promise<void> {
  for (const [name, { body }] of server.objects) {
    if (name.startsWith(`${cleanBucket}/`)) await write(join(folder, name.slice(cleanBucket.length + 1)), body);
    server.objects.delete(name);
  }
}

async function write(file: string, body: Uint8Array): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, body);
}
