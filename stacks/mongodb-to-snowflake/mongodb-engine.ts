import type { DatabaseSettings } from "./settings.ts";

/**
 * The engine of a source endpoint: MongoDB in table mode, where DMS makes a column of each field that it finds in a sample.
 * https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Source.MongoDB.html
 */
export function mongodbEngine(database: string, settings: DatabaseSettings) {
  return {
    engineName: "mongodb",
    databaseName: database,
    ...tls(settings),
    mongodbSettings: {
      authType: "password",
      authMechanism: "default",
      authSource: settings.authSource,
      nestingLevel: "one",
      extractDocId: "false",
      docsToInvestigate: String(settings.docsToInvestigate),
    },
  };
}

/** https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Security.SSL.html */
function tls({ tls }: DatabaseSettings) {
  return "certificateArn" in tls
    ? { sslMode: "verify-full", certificateArn: tls.certificateArn }
    : { sslMode: "require" };
}
