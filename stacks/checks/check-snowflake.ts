import { contractsOf } from "../../contracts/contracts-of.ts";
import { listedFields } from "../../contracts/listed-fields.ts";
import type { Problem } from "../../contracts/problem.ts";
import { NAME_RULES } from "../../contracts/reserved-words.ts";
import { isReadByWatermark, type Source, type Sources } from "../../contracts/source.ts";
import { starViewNames } from "../../contracts/star-views.ts";
import type { NotificationSettings, ShareSettings, SnowflakeSettings } from "../../warehouse/snowflake/settings.ts";
import type { Environment } from "../environment.ts";
import { duplicates } from "./duplicates.ts";
import { between, reason, rule } from "./rule.ts";

/** Names that are derived from these are longer; Snowflake allows 255. */
const MAX_LENGTH = 100;

/** Reserved for FROM and for SHOW, besides those of columns. https://docs.snowflake.com/en/sql-reference/reserved-keywords */
const RESERVED = new Set([
  ...NAME_RULES.snowflake.words,
  ...["account", "connection", "database", "gscluster", "issue", "organization", "schema", "view"],
  ...["cross", "full", "inner", "join", "lateral", "left", "natural", "right", "using"],
]);

/** Snowflake's settings in one environment. */
export function checkSnowflake({ snowflake = {}, account }: Environment, sources: Sources): Problem[] {
  return [
    ...checkAccount(snowflake),
    ...(["user", "database", "warehouse", "ownerRole"] as const).flatMap((name) =>
      checkName(`snowflake.${name}`, snowflake[name]),
    ),
    ...checkUser("snowflake.iamUserArn", snowflake.iamUserArn, account),
    ...checkNotifications("snowflake.notifications", snowflake.notifications, { snowflake, account }),
    ...(snowflake.landingDays === undefined ? [] : between("snowflake.landingDays", snowflake.landingDays, 1, 36_500)),
    ...checkShares(snowflake.shares ?? {}, sources),
  ];
}

function checkAccount({ account }: SnowflakeSettings): Problem[] {
  return rule(
    account === undefined || /^[A-Za-z][A-Za-z0-9]*-[A-Za-z][\w-]*$/.test(account),
    "snowflake.account",
    `"${account}" is not an account of an organization`,
    "write `<organization>-<account>`, without `.snowflakecomputing.com`",
  );
}

function checkName(where: string, name: string | undefined): Problem[] {
  return rule(
    name === undefined ||
      (/^[A-Za-z_]\w*$/.test(name) && name.length <= MAX_LENGTH && !RESERVED.has(name.toLowerCase())),
    where,
    `"${name}" can't be a name in Snowflake without quotes`,
    `use up to ${MAX_LENGTH} letters, digits and \`_\`, no digit first, and no reserved word`,
  );
}

/** A user of this account is not Snowflake's: whoever has its keys could read CLEAN from anywhere. */
function checkUser(where: string, arn: string | undefined, account: string): Problem[] {
  return rule(
    arn === undefined || (/^arn:aws:iam::\d{12}:user\/[\w+=,.@/-]+$/.test(arn) && !arn.includes(`::${account}:`)),
    where,
    `"${arn}" is not the ARN of Snowflake's IAM user`,
    "write what DESC INTEGRATION shows: arn:aws:iam::<Snowflake's account>:user/<name>",
  );
}

/** How Snowflake publishes failures. */
export function checkNotifications(
  where: string,
  settings: NotificationSettings | undefined,
  { snowflake, account }: Pick<Environment, "snowflake" | "account">,
): Problem[] {
  if (settings === undefined) return [];
  if ("none" in settings) return reason(`${where}.none`, settings.none);
  return [
    ...rule(
      /^[\w+=,.@:/-]{2,1224}$/.test(settings.externalId),
      `${where}.externalId`,
      "not an external id",
      "write SF_AWS_EXTERNAL_ID of DESC INTEGRATION as it is shown",
    ),
    ...checkUser(`${where}.iamUserArn`, settings.iamUserArn, account),
    ...rule(
      (settings.iamUserArn ?? snowflake?.iamUserArn) !== undefined,
      `${where}.iamUserArn`,
      "no IAM user: nobody could assume the role that publishes",
      "set it, or snowflake.iamUserArn",
    ),
  ];
}

/** Snowflake can publish only if there is a topic. */
export function checkTopic(
  where: string,
  settings: NotificationSettings | undefined,
  { alarms }: Pick<Environment, "alarms">,
): Problem[] {
  const isPublished = settings !== undefined && !("none" in settings);
  return rule(
    !(isPublished && "none" in alarms),
    where,
    "this stack's alarms notify nobody, so there is no topic",
    "set alarms.email or alarms.topicArn, or notifications to { none: … }",
  );
}

function checkShares(shares: { readonly [name: string]: ShareSettings }, sources: Sources): Problem[] {
  return [
    ...Object.entries(shares).flatMap(([name, share]) => [
      ...checkName(`snowflake.shares.${name}`, name),
      ...rule(
        share.accounts.length > 0,
        `snowflake.shares.${name}.accounts`,
        "nobody could read it",
        "name an account, or remove the share: then it is dropped",
      ),
      ...(share.clear ?? []).flatMap((kind) => checkKind(`snowflake.shares.${name}.clear`, kind, sources)),
      ...share.accounts.flatMap((account) => checkConsumer(`snowflake.shares.${name}.accounts`, account)),
      ...(share.views === "all" ? [] : share.views).flatMap((view) =>
        checkView(`snowflake.shares.${name}.views`, view, sources),
      ),
    ]),
    ...duplicates(Object.keys(shares), (name) => name.toUpperCase()).map((name) => ({
      where: `snowflake.shares.${name}`,
      problem: "two shares have this name: case means nothing in Snowflake",
      remedy: "give one of them another name",
    })),
  ];
}

/** https://docs.snowflake.com/en/sql-reference/sql/alter-share */
function checkConsumer(where: string, account: string): Problem[] {
  return rule(
    /^[A-Za-z][A-Za-z0-9]*\.[A-Za-z]\w*$/.test(account),
    where,
    `"${account}" is not an account that can read a share`,
    "write `<ORGANIZATION>.<ACCOUNT>`",
  );
}

/** A role exists only for kinds that a contract uses. */
function checkKind(where: string, kind: string, sources: Sources): Problem[] {
  const fields = Object.values(sources).flatMap((source) => Object.values(contractsOf(source)).flatMap(listedFields));
  const isUsed = fields.some(({ personal }) => personal !== undefined && `${personal.tag} ${personal.kind}` === kind);
  return rule(isUsed, where, `no contract has a field of ${kind}`, "remove it");
}

function checkView(where: string, view: string, sources: Sources): Problem[] {
  const [database = "", collection = "", ...rest] = view.split("/");
  const source = Object.hasOwn(sources, database) ? sources[database] : undefined;
  return rule(
    rest.length === 0 && source !== undefined && viewsOf(source).includes(collection),
    where,
    `"${view}" is not in the contracts`,
    'write `<database>/<collection>`, of a star `<database>/<dim_… or fact_…>`, or "all"',
  );
}

/** What a share can name. Of a source with a star, readers see its views, and not its tables. */
function viewsOf(source: Source): string[] {
  if (source.engine === "mongodb") return Object.keys(source.collections);
  return isReadByWatermark(source) ? starViewNames(source.star) : Object.keys(source.tables);
}
