import { NoSuchKey, type S3Client } from "@aws-sdk/client-s3";
import type { Masks } from "../../contracts/mask.ts";
import { masksIn } from "../../contracts/mask-of.ts";
import { DESCRIBE, describeCleaner } from "../../functions/cleaner/description.ts";
import type { CleanerEnvironment } from "../../functions/cleaner/environment.ts";
import { isHeaderQuestion, reportHeader } from "../../functions/cleaner/header/header-report.ts";
import { ALLOW_LIST } from "../stacks/fixtures.ts";
import { AwsFault } from "./fake-aws.ts";

/**
 * The deployed cleaner, as far as it is asked questions.
 * @param files what is in RAW, by collection
 */
export async function answerQuestion(
  question: unknown,
  environment: CleanerEnvironment,
  files: ReadonlyMap<string, string | Buffer>,
  masks: Masks = { legion: masksIn(ALLOW_LIST) },
): Promise<object | string> {
  if (JSON.stringify(question) === JSON.stringify(DESCRIBE)) return describeCleaner(masks, environment);
  if (!isHeaderQuestion(question)) throw new AwsFault("InvalidRequestContentException", JSON.stringify(question));
  const raw = rawOf(files.get(question.key.split("/").at(-2) ?? ""));
  return (await reportHeader(question, { environment, masks, buckets: { raw, clean: raw } })) ?? "null";
}

function rawOf(file: string | Buffer | undefined): S3Client {
  const body = async function* () {
    yield Buffer.from(file as string);
  };
  const send = async () => {
    if (file === undefined) throw new NoSuchKey({ message: "gone", $metadata: { httpStatusCode: 404 } });
    return { Body: body(), ETag: '"1"' };
  };
  return { send } as unknown as S3Client;
}
