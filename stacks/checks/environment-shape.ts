import { z } from "zod";
import { didYouMean } from "../../command/did-you-mean.ts";
import type {
  BudgetSettings,
  CleanerSettings,
  DmsSettings,
  Environment,
  Freshness,
  FreshnessSettings,
  MongodbSettings,
  RetentionSettings,
} from "../environment.ts";

// The interfaces of ../environment.ts once more, for values that the compiler has not seen. Each message says what to write.

const text = z.string('write text, in quotes: "…"');
const texts = z.array(text, 'write a list of texts: ["…"]');
const number = z.number("write a number, without quotes");
const yesOrNo = z.boolean("write true or false, without quotes");

const MONGODB = settings<MongodbSettings>({
  database: text,
  authSource: text,
  secretArn: text,
  secretsManagerEndpoint: text.exactOptional(),
  tls: either({ certificateArn: text }, { unverified: text }),
  docsToInvestigate: number,
});

const DMS = settings<DmsSettings>({
  instanceClass: text,
  storageGb: number,
  engineVersion: text,
  lobMaxKb: number,
  commitRate: number,
});

const CLEANER = settings<CleanerSettings>({
  memoryMb: number,
  reservedConcurrency: number,
  passOp: yesOrNo,
  cleanNames: z.enum(["versioned", "same-name"], 'write "versioned" or "same-name"'),
});

const RETENTION = settings<RetentionSettings>({
  rawDays: number,
  cleanDays: number,
  logDays: number,
  dmsLogDays: number,
});

const EXPECTED = either({ hours: number }, { none: text }) satisfies z.ZodType<Freshness>;

const FRESHNESS = settings<FreshnessSettings>({
  default: EXPECTED,
  except: z.record(text, EXPECTED, "write an object, which may be empty: {}"),
});

export const ENVIRONMENT = settings<Environment>({
  environment: text,
  region: text,
  account: text,
  deployDms: yesOrNo,
  stampSuffix: text,
  mongodb: MONGODB,
  dms: DMS,
  network: settings<Environment["network"]>({ subnetIds: texts, securityGroupIds: texts }),
  cleaner: CLEANER,
  csvDelimiter: text,
  nullMarker: text,
  snowpipeSqsArn: text.exactOptional(),
  retention: RETENTION,
  alarms: either({ email: text }, { none: text }),
  freshness: FRESHNESS,
  budget: settings<BudgetSettings>({ monthlyUsd: number }).exactOptional(),
  state: settings<NonNullable<Environment["state"]>>({ bucket: text, region: text }).exactOptional(),
  createDmsServiceRoles: yesOrNo,
  protectData: yesOrNo,
});

/** Of each setting, optional ones too, what it takes: the compiler misses one that is not here. */
type Shape<Settings> = { readonly [Name in keyof Settings]-?: z.ZodType<Settings[Name]> };

/** These settings and no others: a misspelt one that is optional would be ignored. Of unknown ones, the message has a line for each. */
function settings<Settings>(shape: Shape<Settings>): z.ZodType<Settings> {
  const known = Object.keys(shape);
  const object = z.strictObject(shape, {
    error: (issue) =>
      issue.code === "unrecognized_keys"
        ? issue.keys
            .map((key) => `remove it, or spell it as stacks/environment.ts does.${didYouMean(key, known)}`)
            .join("\n")
        : `write an object: { ${known.join(", ")} }`,
  });
  // Which of them are optional is known at run time only; a test takes away each of the others.
  return object as unknown as z.ZodType<Settings>;
}

/** One setting or the other: mostly what is wanted, or why it is not there. */
function either<A extends z.ZodRawShape, B extends z.ZodRawShape>(one: A, other: B) {
  const write = `write { ${Object.keys(one).join()}: … } or { ${Object.keys(other).join()}: … }`;
  return z.union([z.strictObject(one), z.strictObject(other)], write);
}
