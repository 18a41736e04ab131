import { expect } from "chai";
import { objectCreated } from "../../local/s3-event.ts";
import { storedObject } from "../../local/s3-object.ts";

describe("The event of a new object", () => {
  it("has the key encoded as in a form, the size, and the ETag without quotes", () => {
    const object = storedObject(Buffer.from("abc"));
    const { s3, awsRegion } = objectCreated("raw", "db/a b+c/é=1.csv", object, "us-west-2").Records[0] ?? expect.fail();
    expect(awsRegion).to.equal("us-west-2");
    expect(s3.bucket.name).to.equal("raw");
    expect(s3.object).to.include({ key: "db/a+b%2Bc/%C3%A9%3D1.csv", size: 3, eTag: object.etag.slice(1, -1) });
  });
});
