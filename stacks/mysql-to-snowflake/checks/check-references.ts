import type { Problem } from "../../../contracts/problem.ts";
import { checkSnowflakeQueue } from "../../checks/check-snowflake-queue.ts";
import { checkKey, checkSecret } from "../../checks/check-used-arns.ts";
import { between, rule } from "../../checks/rule.ts";
import { isByIam, type LoginSettings, type MysqlToSnowflake } from "../settings.ts";

/** What the stack uses and does not create: logins, secrets, keys, Snowflake's queue. */
export function checkReferences(environment: MysqlToSnowflake): Problem[] {
  const { databases, region, snowpipeSqsArn, streamKeyArn } = environment;
  const source = "a pipe: ops warehouse check says it";
  return [
    ...Object.entries(databases).flatMap(([database, { login, ca }]) => [
      ...checkLogin(environment, `databases.${database}.login`, login),
      ...rule(
        ca === undefined || /^-----BEGIN CERTIFICATE-----\n[\s\S]+\n-----END CERTIFICATE-----\n?$/.test(ca),
        `databases.${database}.ca`,
        "not certificates in PEM",
        "write the text of the CA's file, or leave it out if Amazon has signed the server's certificate",
      ),
    ]),
    ...checkKey(environment, "streamKeyArn", streamKeyArn),
    ...checkSnowflakeQueue("snowpipeSqsArn", snowpipeSqsArn, { bucket: "bucket", region, source }),
  ];
}

function checkLogin(environment: MysqlToSnowflake, where: string, login: LoginSettings): Problem[] {
  if (!isByIam(login))
    return [
      ...checkSecret(environment, `${where}.secretArn`, login.secretArn),
      ...checkKey(environment, `${where}.secretKeyArn`, login.secretKeyArn),
    ];
  const { host, port, user, resourceId } = login;
  return [
    ...rule(
      /^(?=.{1,253}$)[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})+$/.test(host) && /[a-z]/.test(host),
      `${where}.host`,
      `"${host}" is not a DNS name`,
      "write the endpoint's name, in lower case: the certificate is compared with it",
    ),
    ...between(`${where}.port`, port, 1, 65_535),
    // The name becomes part of an ARN, in which a star would be every user.
    ...rule(
      /^\w{1,32}$/.test(user),
      `${where}.user`,
      `"${user}" is not a user's name`,
      "use up to 32 letters, digits and underscores",
    ),
    ...rule(
      /^(db|cluster)-[A-Z0-9]{8,64}$/.test(resourceId),
      `${where}.resourceId`,
      `"${resourceId}" is not a resource id`,
      "write what RDS shows as resource id: db-ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    ),
  ];
}
