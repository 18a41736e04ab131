import pg from "pg";
import type { S3Server } from "../s3-server.ts";
import { startPostgres } from "../sources/postgres.ts";
import { type DataApi, startDataApi } from "./data-api.ts";

/** PostgreSQL in the place of Redshift, behind the double of its Data API. */
export interface RedshiftStandIn {
  readonly api: DataApi;
  /** The rows of a query, as PostgreSQL's superuser. */
  readonly ask: (sql: string) => Promise<readonly (readonly unknown[])[]>;
  /** A connection of the superuser, for statements that belong together. */
  connect(): Promise<pg.Client>;
  stop(): Promise<void>;
}

/** Starts it. @param s3 what COPY reads */
export async function startRedshift({ objects }: Pick<S3Server, "objects">): Promise<RedshiftStandIn> {
  const postgres = await startPostgres({ wal_level: "replica" });
  const connect = async () => {
    const client = new pg.Client({
      host: postgres.socket,
      port: postgres.port,
      user: "postgres",
      database: "postgres",
    });
    await client.connect();
    return client;
  };
  const api = await startDataApi({ connect, readObject: (url) => objects.get(url.replace("s3://", ""))?.body });
  return {
    api,
    connect,
    ask: async (sql) => {
      const connection = await connect();
      return (await connection.query({ text: sql, rowMode: "array" }).finally(() => connection.end()))
        .rows as unknown[][];
    },
    stop: async () => {
      await api.close();
      await postgres.stop();
    },
  };
}
