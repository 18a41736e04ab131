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

// The interfaces of ../environment.ts, to be checked at run time. Each message says what to write.

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

/** What each setting takes, optional ones too: it does not compile if one is missing here. */
type Shape<Settings> = { readonly [Name in keyof Settings]-?: z.ZodType<Settings[Name]> };

/** These settings and no others: a misspelt optional setting must not be ignored. The message has a line for each unknown setting. */
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
  // The compiler does not know which of them are optional; a test removes each of the others.
  return object as unknown as z.ZodType<Settings>;
}

/** One of two settings: usually what is wanted, or the reason why it is missing. */
function either<A extends z.ZodRawShape, B extends z.ZodRawShape>(one: A, other: B) {
  const write = `write { ${Object.keys(one).join()}: … } or { ${Object.keys(other).join()}: … }`;
  return z.union([z.strictObject(one), z.strictObject(other)], write);
}
