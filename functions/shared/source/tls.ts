import type { Login } from "./login.ts";

/** What is checked of a server's certificate: that it is signed by the CA, and that it has the server's name. */
export type Tls = "verify-full" | "verify-ca" | "unverified";

/** TLS of a connection to a source, as strict as DMS's own. Whether the name is checked is an option of each driver. */
export function tlsOptions({ ca }: Pick<Login, "ca">, tls: Tls) {
  return {
    ...(ca === undefined ? {} : { ca }),
    minVersion: "TLSv1.2" as const,
    rejectUnauthorized: tls !== "unverified",
  };
}
