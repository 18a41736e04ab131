import { expect } from "chai";
import { lakePlaces, landsIn } from "../../../review/contracts-page/lands.ts";
import { namesIn } from "../../../review/contracts-page/listed.ts";
import { mongodbToSnowflakeIn } from "../../../stacks/mongodb-to-snowflake/deployments.ts";
import { relationalToSnowflakeIn } from "../../../stacks/relational-to-snowflake/deployments.ts";
import { EU, EU_SOURCES } from "../../stacks/eu-company.ts";
import { ALL, sourcesOf } from "../../stacks/fixtures.ts";
import {
  production,
  SOURCES as RELATIONAL_SOURCES,
  staging,
  withDatabase,
} from "../../stacks/relational-to-snowflake/fixtures.ts";

describe("Where the rows of a collection land", () => {
  it("is a place for each stack that has a pipeline", () => {
    const sources = sourcesOf({ tickets: { state: true } });
    expect(Object.fromEntries(landsIn(ALL, sources, namesIn(sources)))).to.deep.equal({
      tickets: [
        "s3://legion-clean-analytics/production-us-west-2/clean/legion/tickets/",
        "s3://legion-clean-analytics/production-us-east-1/clean/legion/tickets/",
        "s3://legion-clean-analytics/staging-us-west-2/clean/legion/tickets/",
      ],
    });
  });

  it("is a folder of the lake for each stack that replicates a table", () => {
    const nameOf = (database: string, name: string) => `${database}/${name}`;
    const stacks = relationalToSnowflakeIn([
      production(withDatabase("clinic", { tables: ["visits"] })),
      staging({ deployDms: false }),
    ]);
    expect(Object.fromEntries(lakePlaces(stacks, RELATIONAL_SOURCES, nameOf))).to.deep.equal({
      "clinic/visits": ["s3://clearwell-changes-us-west-2-production/clinic/visits/"],
      "ledger/entries": ["s3://clearwell-changes-us-west-2-production/ledger/entries/"],
    });
  });

  it("is that of the collection's database, and no stack that does not replicate the collection", () => {
    expect(Object.fromEntries(landsIn(mongodbToSnowflakeIn(EU), EU_SOURCES, namesIn(EU_SOURCES)))).to.deep.equal({
      "crm/users": ["s3://acme-clean/production-eu-central-1/clean/crm/users/"],
      "crm/notes": [
        "s3://acme-clean/production-eu-central-1/clean/crm/notes/",
        "s3://acme-clean/staging-eu-central-1/clean/crm/notes/",
      ],
      "billing/users": ["s3://acme-clean/production-eu-central-1/clean/billing/users/"],
    });
  });
});
