import { isIP } from "node:net";
import { Signer } from "@aws-sdk/rds-signer";
import { type Login, readLogin } from "../shared/source/login.ts";
import { tlsOptions } from "../shared/source/tls.ts";
import type { ProducerEnvironment } from "./environment.ts";
import { ProducerError } from "./producer-error.ts";
import { connectSource, type SourceConnection } from "./source-connection.ts";

/** Logs in to the source, over TLS only, to a server whose certificate has its name. @throws ProducerError */
export async function openSource(environment: ProducerEnvironment, idle: number): Promise<SourceConnection> {
  const login = await loginOf(environment).catch((error: unknown) => {
    throw new ProducerError("DATABASE_UNREACHABLE", { cause: error });
  });
  // The driver would compare the certificate with `localhost`.
  if (isIP(login.host) !== 0) throw new ProducerError("DATABASE_UNREACHABLE");
  return connectSource(
    {
      host: login.host,
      port: login.port,
      user: login.username,
      password: login.password,
      ssl: { ...tlsOptions(login, "verify-full"), verifyIdentity: true },
      // A token of IAM goes to the server as it is, within TLS.
      enableCleartextPlugin: environment.login.by === "iam",
    },
    idle,
  );
}

async function loginOf({ login, ca }: ProducerEnvironment): Promise<Login> {
  const trusted = ca === undefined ? {} : { ca };
  if (login.by === "secret") return { ...trusted, ...(await readLogin(login)) };
  const { host, port, user: username } = login;
  return {
    ...trusted,
    host,
    port,
    username,
    password: await new Signer({ hostname: host, port, username }).getAuthToken(),
  };
}
