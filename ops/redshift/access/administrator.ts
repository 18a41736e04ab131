import { DescribeClustersCommand, RedshiftClient } from "@aws-sdk/client-redshift";
import {
  BatchExecuteStatementCommand,
  DescribeStatementCommand,
  ExecuteStatementCommand,
  paginateGetStatementResult,
  RedshiftDataClient,
} from "@aws-sdk/client-redshift-data";
import { GetNamespaceCommand, RedshiftServerlessClient } from "@aws-sdk/client-redshift-serverless";
import { UserError } from "../../../command/user-error.ts";
import { warehouseName } from "../../../stacks/mongodb-to-redshift/names.ts";
import type { MongodbToRedshift } from "../../../stacks/mongodb-to-redshift/settings.ts";
import type { Session } from "../../session.ts";

/** Redshift, as its administrator, through the Data API: no way through the network to it is needed. */
export interface Administrator {
  /** All rows of a query; undefined if a table in it is not there. */
  readonly query: (sql: string) => Promise<readonly (readonly unknown[])[] | undefined>;
  /** Runs statements in order, in transactions of as many as AWS takes. @throws UserError with what Redshift said */
  readonly run: (statements: readonly string[]) => Promise<void>;
}

/** https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_BatchExecuteStatement.html */
const MOST_STATEMENTS = 40;

/** Milliseconds between two looks at a statement. */
const PAUSE_MS = 500;

/**
 * Logs in with the secret in which Redshift keeps its administrator's password: the Data API reads it with the operator's rights, and the password
 * is never here. https://docs.aws.amazon.com/redshift/latest/mgmt/data-api-access.html
 * @throws UserError if Redshift has no such secret
 */
export async function administratorOf(session: Session, environment: MongodbToRedshift): Promise<Administrator> {
  const client = session.aws(RedshiftDataClient, environment.region);
  const login = {
    Database: environment.redshift.database,
    SecretArn: await secretOf(session, environment),
    ...(environment.redshift.kind === "serverless"
      ? { WorkgroupName: warehouseName(environment) }
      : { ClusterIdentifier: warehouseName(environment) }),
  };
  const ended = async (Id: string | undefined) => {
    for (;;) {
      const found = await client.send(new DescribeStatementCommand({ Id }));
      if (["FINISHED", "FAILED", "ABORTED"].includes(found.Status ?? "")) return found;
      await session.wait(PAUSE_MS);
    }
  };
  return {
    query: async (sql) => {
      const { Id } = await client.send(new ExecuteStatementCommand({ ...login, Sql: sql }));
      const { Status, Error: message = "" } = await ended(Id);
      if (Status !== "FINISHED" && /does not exist/i.test(message)) return undefined;
      if (Status !== "FINISHED") throw failed(sql, message);
      const rows: (readonly unknown[])[] = [];
      for await (const { Records = [] } of paginateGetStatementResult({ client }, { Id }))
        rows.push(...Records.map((fields) => fields.map(({ stringValue, longValue }) => stringValue ?? longValue)));
      return rows;
    },
    run: async (statements) => {
      for (let at = 0; at < statements.length; at += MOST_STATEMENTS) {
        const Sqls = statements.slice(at, at + MOST_STATEMENTS);
        const { Id } = await client.send(new BatchExecuteStatementCommand({ ...login, Sqls }));
        const { Status, SubStatements = [], Error: message = "" } = await ended(Id);
        if (Status === "FINISHED") continue;
        const which = SubStatements.findIndex((each) => each.Status === "FAILED" || each.Status === "ABORTED");
        throw failed(Sqls[which] ?? "", message);
      }
    },
  };
}

async function secretOf(session: Session, environment: MongodbToRedshift): Promise<string> {
  const { region, redshift } = environment;
  const name = warehouseName(environment);
  const found =
    redshift.kind === "serverless"
      ? (await session.aws(RedshiftServerlessClient, region).send(new GetNamespaceCommand({ namespaceName: name })))
          .namespace?.adminPasswordSecretArn
      : (await session.aws(RedshiftClient, region).send(new DescribeClustersCommand({ ClusterIdentifier: name })))
          .Clusters?.[0]?.MasterPasswordSecretArn;
  if (found !== undefined && found !== "") return found;
  throw new UserError(`Redshift ${name} has no secret of its administrator: deploy the stack first.`, 1);
}

function failed(sql: string, message: string): UserError {
  const [first = ""] = sql.split("\n");
  return new UserError(
    `Redshift refused a statement: ${first}\n${message.trim()}\nWhat ran before it stays. After the cause is gone, apply again: every statement may run again.`,
    1,
  );
}
