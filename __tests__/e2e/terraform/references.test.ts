import { expect } from "chai";
import { addressesIn, resolve } from "./references.ts";

const VALUES = {
  attribute: (address: string, name: string) => `<${address} ${name}>`,
  fileHash: (path: string) => `<hash of ${path}>`,
};

describe("References in Terraform JSON", () => {
  it("are replaced everywhere, also in the middle of a text and in JSON that is text", () => {
    const policy = JSON.stringify({ Resource: [`\${aws_sqs_queue.failures_1A.arn}`] });
    const value = {
      queue: [`\${aws_sqs_queue.failures_1A.arn}`],
      policy,
      log: `\${aws_cloudwatch_log_group.a-b.arn}:*`,
      n: 3,
    };
    expect(resolve(value, VALUES)).to.deep.equal({
      queue: ["<aws_sqs_queue.failures_1A arn>"],
      policy: '{"Resource":["<aws_sqs_queue.failures_1A arn>"]}',
      log: "<aws_cloudwatch_log_group.a-b arn>:*",
      n: 3,
    });
  });

  it("may ask for a file's hash", () => {
    expect(resolve(`\${filebase64sha256("assets/a.zip")}`, VALUES)).to.equal("<hash of assets/a.zip>");
  });

  it("are not references with two dollars", () => {
    expect(resolve(`$\${aws_sqs_queue.a.arn}`, VALUES)).to.equal(`\${aws_sqs_queue.a.arn}`);
    expect(addressesIn(`$\${aws_sqs_queue.a.arn}`)).to.deep.equal([]);
  });

  it("of any other kind are refused", () => {
    for (const text of [
      `\${upper(aws_sqs_queue.a.arn)}`,
      `\${aws_sqs_queue.a.arn[0]}`,
      `\${data.aws_region.here.name}`,
    ])
      expect(() => resolve(text, VALUES), text).to.throw(text);
  });

  it("name the resources that a value needs, each once", () => {
    const value = [`\${aws_sqs_queue.a.arn}`, { b: `\${aws_sqs_queue.a.url} \${aws_kms_key.c.arn}` }];
    expect(addressesIn(value)).to.deep.equal(["aws_sqs_queue.a", "aws_kms_key.c"]);
  });
});
