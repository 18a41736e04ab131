import type { Problem } from "../../contracts/problem.ts";
import type { Environment } from "../environment.ts";
import { type ErrorMailSettings, type MailSettings, sendsMails } from "../mails.ts";
import { duplicates } from "./duplicates.ts";
import { between, reason, rule } from "./rule.ts";

/**
 * Who gets mails of failures, and from whom.
 * @param ownLogs the logs of the functions that mail: a line about a line of theirs would make another, without an end
 */
export function checkMails(environment: Environment, mails: MailSettings, ownLogs: readonly string[]): Problem[] {
  if (!sendsMails(mails)) return reason("mails.none", mails.none);
  const { from, to, watch = [], docs } = mails;
  return [
    ...checkAddress("mails.from", from),
    ...between("mails.to", to.length, 1, RECEIVERS),
    ...to.flatMap((address, index) => checkAddress(`mails.to[${index}]`, address)),
    ...repeated("mails.to", to),
    ...checkIdentity(environment, mails),
    ...(docs === undefined ? [] : checkDocs(docs)),
    ...repeated("mails.watch", watch),
    ...watch.flatMap((name, index) => checkLog(`mails.watch[${index}]`, name, ownLogs)),
  ];
}

/** Of one mail, by SES. https://docs.aws.amazon.com/ses/latest/dg/quotas.html */
const RECEIVERS = 50;

/** Only the plain form: it is part of an ARN, and a list of them is one text with commas. */
function checkAddress(where: string, address: string): Problem[] {
  return rule(
    ADDRESS.test(address) && address.length <= 254,
    where,
    `"${address}" is not a mail address`,
    "write one such as clearwell@example.com, without a name",
  );
}

const ADDRESS = /^[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})+$/i;

/** Mails are sent from the stack's region, where the identity is. */
function checkIdentity({ account, region }: Environment, { from, identity }: ErrorMailSettings): Problem[] {
  if (identity === undefined) return [];
  const start = `arn:aws:ses:${region}:${account}:identity/`;
  const of = identity.arn.slice(start.length);
  return [
    ...rule(
      identity.arn.startsWith(start) && of !== "",
      "mails.identity.arn",
      `"${identity.arn}" is not an identity in the stack's region and account`,
      `use one that starts with ${start}`,
    ),
    ...rule(
      !identity.arn.startsWith(start) || isOf(of, from),
      "mails.identity.arn",
      `it is not the identity of ${from}`,
      "name the identity of the address, or of its domain",
    ),
  ];
}

/** The address, its domain, or a domain above. https://docs.aws.amazon.com/ses/latest/dg/creating-identities.html */
function isOf(identity: string, from: string): boolean {
  const domain = from.slice(from.indexOf("@") + 1).toLowerCase();
  return identity === from || domain === identity.toLowerCase() || domain.endsWith(`.${identity.toLowerCase()}`);
}

function checkDocs(docs: string): Problem[] {
  return rule(
    /^https:\/\/[^\s<>"]+[^\s<>"/]$/.test(docs),
    "mails.docs",
    `"${docs}" is not the address of a folder`,
    "write what stands in front of docs/, without a slash at its end, such as https://github.com/example/clearwell/blob/main",
  );
}

function checkLog(where: string, name: string, ownLogs: readonly string[]): Problem[] {
  return [
    ...rule(
      /^[\w./#-]{1,512}$/.test(name),
      where,
      `"${name}" is not the name of a log group`,
      "write its name, such as /aws/lambda/<function>, not its ARN",
    ),
    ...rule(
      !ownLogs.includes(name),
      where,
      "a function of the mails writes this log, so each mail would make another",
      "leave it out: alarms fire when the mails fail",
    ),
  ];
}

function repeated(where: string, texts: readonly string[]): Problem[] {
  return duplicates(texts, (text) => text).map((text) => ({
    where,
    problem: `${text} is there twice`,
    remedy: "remove one of them",
  }));
}
