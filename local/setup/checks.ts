import { debianPackage } from "./debian-package.ts";
import type { Need } from "./need.ts";
import { nodePackages } from "./node-packages.ts";
import { DBT_ENVIRONMENT, pythonPackages } from "./python-packages.ts";
import { TERRAFORM } from "./terraform.ts";

/** The stand-in for Snowflake, and the driver with which tests ask it. */
const STANDIN = [
  nodePackages("driver", "ops/warehouse/driver"),
  pythonPackages("fakesnow", "local/snowflake/standin/requirements.txt"),
] as const;

const POSTGRES = debianPackage("postgresql", ["sh", "-c", "test -x /usr/lib/postgresql/*/bin/postgres"]);

/** Without the package that starts it as a service. */
const MARIADB = debianPackage("mariadb-server-core", ["test", "-x", "/usr/sbin/mariadbd"]);
const MONGOD = pythonPackages("mongod", "local/mongodb/requirements.txt");
const LAMBDA_NODE = nodePackages("Lambda's Node", ".lambda-node");
const OPENSSL = debianPackage("openssl", ["openssl", "version"]);

/** What a source of mysql-to-snowflake needs on this machine: a server, and a certificate for it. */
export const MYSQL = [OPENSSL, MARIADB] as const;

/** What the source of mongodb-to-redshift needs on this machine. */
export const MONGODB = [MONGOD] as const;

/** What stands in for Redshift on this machine. */
export const REDSHIFT = [OPENSSL, POSTGRES] as const;

/** What the checks need beyond `npm ci`. A check's name is that of its npm script: `test:<name>` or `lint:<name>`. */
export const CHECKS = {
  browser: [debianPackage("chromium", ["test", "-x", "/usr/bin/chromium"])],
  cdktn: [nodePackages("CDK Terrain", ".cdktn")],
  dbt: [...STANDIN, pythonPackages("dbt", "warehouse/dbt/requirements.txt", DBT_ENVIRONMENT)],
  e2e: [OPENSSL, MARIADB, pythonPackages("ministack", "__tests__/e2e/requirements.txt")],
  // Lambda's Node, because the base image can only be had from its registry.
  images: [debianPackage("buildah", ["buildah", "--version"]), LAMBDA_NODE, MONGOD, OPENSSL, POSTGRES],
  "lambda-node": [LAMBDA_NODE],
  mongodb: MONGODB,
  // sqlfluff is among the packages of the stand-in.
  redshift: [...REDSHIFT, ...MONGODB, STANDIN[1]],
  snowflake: STANDIN,
  sources: [
    OPENSSL,
    MARIADB,
    // mariadb-install-db reads its options with a program of it, and a test runs the administrator's script with its client.
    debianPackage("mariadb-client-core", ["mariadb", "--version"]),
    POSTGRES,
  ],
  terraform: [TERRAFORM],
  workflows: [pythonPackages("zizmor", ".github/requirements.txt")],
} as const satisfies Readonly<Record<string, readonly Need[]>>;
