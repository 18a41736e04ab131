import type { ProducerEnvironment, ProducerLogin } from "../../functions/producer/environment.ts";
import { databaseStreamPrefix, stackId, watermarkPrefix } from "./names.ts";
import { type DatabaseSettings, isByIam, type LoginSettings, type MysqlToSnowflake } from "./settings.ts";

/** What the function that reads a database must know. */
export function producerSettings(environment: MysqlToSnowflake, database: string): ProducerEnvironment {
  // The checks have found it.
  const { login, ca, tables } = environment.databases[database] as DatabaseSettings;
  return {
    stack: stackId(environment),
    database,
    streamPrefix: databaseStreamPrefix(environment, database),
    watermarkPrefix: watermarkPrefix(environment, database),
    ...(tables === undefined ? {} : { tables }),
    login: loginOf(login),
    ...(ca === undefined ? {} : { ca }),
  };
}

function loginOf(login: LoginSettings): ProducerLogin {
  if (!isByIam(login)) return { by: "secret", secretArn: login.secretArn };
  const { host, port, user } = login;
  return { by: "iam", host, port, user };
}
