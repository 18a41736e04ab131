import type { CheckedDatabase } from "./environment.ts";
import type { Login } from "./login.ts";

/** TLS of a connection to a source, as strict as DMS's own. Whether the name is checked is an option of each driver. */
export function tlsOptions({ ca }: Pick<Login, "ca">, tls: CheckedDatabase["tls"]) {
  return {
    ...(ca === undefined ? {} : { ca }),
    minVersion: "TLSv1.2" as const,
    rejectUnauthorized: tls !== "unverified",
  };
}
