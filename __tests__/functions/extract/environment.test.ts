import { expect } from "chai";
import { jobVariables, readEnvironment, toEnvironment } from "../../../functions/extract/environment.ts";
import { EXTRACT_ERRORS, ExtractError } from "../../../functions/extract/extract-error.ts";
import { asExtractError } from "../../../functions/extract/mongo-error.ts";
import { tokenOrder, tokenTime } from "../../../functions/extract/resume-token.ts";

describe("The settings of the extract", () => {
  const settings = {
    stack: "production-us-west-2-mongodb-to-redshift",
    lakeBucket: "clearwell-documents-us-west-2-production",
    lakeOwner: "111122223333",
    readFrom: "secondary",
    readTags: { use: "analytics" },
    oplogHours: 24,
  } as const;
  const job = { mode: "extract", database: "legion", collection: "audit" } as const;
  const variables = { ...toEnvironment(settings), ...jobVariables(job), MONGODB_URI: "mongodb+srv://x" };

  it("are read as the stack wrote them", () => {
    expect(readEnvironment(variables)).to.deep.equal({ ...settings, ...job, uri: "mongodb+srv://x" });
  });

  it("are refused if they are not what they must be, without their values", () => {
    expect(() => readEnvironment({ ...variables, READ_TAGS: "analytics", OPLOG_HOURS: "a day" })).to.throw(
      "environment is wrong: READ_TAGS is not JSON; OPLOG_HOURS is not a number.",
    );
  });

  it("are refused all at once", () => {
    expect(() => readEnvironment({ ...variables, MODE: "begin", MONGODB_URI: "", OPLOG_HOURS: "" })).to.throw(
      "The container extract's environment is wrong: MODE must be one of extract, snapshot, check; OPLOG_HOURS is not set; MONGODB_URI is not set.",
    );
  });
});

describe("An error of the extract", () => {
  it("has nothing of what the server said in its message", () => {
    const error = asExtractError(new Error("duplicate key: ann@example.org"));
    expect(error.code).to.equal("INTERNAL");
    expect(error.message).not.to.include("ann@");
    expect(error.cause).to.be.an.instanceOf(Error);
    expect(asExtractError(new ExtractError("OPLOG_LOST")).code).to.equal("OPLOG_LOST");
  });

  it("says what to do", () => {
    for (const { remedy } of Object.values(EXTRACT_ERRORS)) expect(remedy).to.match(/\.$/);
  });
});

describe("A resume token", () => {
  const token = { _data: "826B096059000000022B022C0100296E5A1004" };

  it("has its cluster time at the start", () => {
    expect(tokenTime(token).toISOString()).to.equal("2026-11-27T10:50:01.000Z");
    expect(tokenOrder(token)).to.equal((0x6b096059n << 32n) + 2n);
  });

  it("is refused if it has none", () => {
    expect(() => tokenTime({ _data: "00" })).to.throw("no time");
  });
});
