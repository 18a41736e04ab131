// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's.
import { expect } from "chai";
import { isPlainText } from "../../../review/synth-check/expression.ts";

const ASSET = "assets/code/0A1B/cleaner.zip";
const isPlain = (text: string) => isPlainText(text, new Set([ASSET]));

describe("An expression of Terraform's", () => {
  for (const text of [
    "",
    "arn:aws:s3:::bucket/*",
    '{"Resource":"${aws_kms_key.raw-bucket_key_CCD23159.arn}"}',
    "${aws_s3_bucket.raw.id} and ${aws_s3_bucket.clean.id}",
    "${data.aws_region.here.name}",
    '${element(split(":", aws_dms_replication_task.it.replication_task_arn), 6)}',
    "${aws_kms_key.raw[0].arn}",
    "${sort(data.aws_subnets.it.ids)}",
    `\${filebase64sha256("${ASSET}")}`,
    "costs $5 and 5%, {% $x %}",
    "s3://bucket/year=$${year}/month=$${month}/",
    "$${aws:userid}",
  ])
    it(`is plain: ${text}`, () => expect(isPlain(text)).to.equal(true));

  for (const [what, text] of [
    ["reads a file", '${file("/proc/self/environ")}'],
    ["reads a file outside the assets", '${filebase64sha256("assets/code/0A1B/../../../../secret")}'],
    ["reads an asset that does not exist", '${filebase64sha256("assets/code/0A1B/other.zip")}'],
    ["reads a file whose name is computed", `\${filebase64sha256(join("/", "a", "b"))}`],
    ["reads a template", '${templatefile("x", {})}'],
    ["reads a file within a function", '${element(split(":", file("/etc/passwd")), 0)}'],
    ["reads a file after something plain", 'a ${aws_s3_bucket.raw.id} b ${filebase64("/etc/passwd")}'],
    ["hides the function with a comment", '${file/**/("/etc/passwd")}'],
    ["hides the function with spaces", '${ file ("/etc/passwd")}'],
    ["hides the file in a second template", '${join("${file("/etc/passwd")}", "a")}'],
    ["escapes within a literal", '${join("\\u0022", "a")}'],
    ["has a directive", "%{ if true }${aws_s3_bucket.raw.id}%{ endif }"],
    ["is escaped, and more than a name", '$${file("x")}'],
    ["is escaped behind a sign", "$$${year}"],
    ["hides another template", '$${year}${file("x")}'],
    ["is cut by an escaped name", '$$${a}{file("x")}'],
    ["is escaped twice", '$$${file("x")}'],
    ["reads the machine's folders", "${path.cwd}"],
    ["reads a variable, which the environment may set", "${var.token}"],
    ["calls a function of a provider", '${provider::aws::arn_parse("x")}'],
    ["is calculated", "${1 + 1}"],
    ["never ends", "${aws_s3_bucket.raw.id"],
    ["trims", "${~ aws_s3_bucket.raw.id ~}"],
    ["is not of AWS", "${external.it.result}"],
    ["calls another function", "${timestamp()}"],
  ] as const)
    it(`is refused if it ${what}: ${text}`, () => expect(isPlain(text)).to.equal(false));
});
