import type { Contract } from "./contract.ts";
import { type ListedField, listedFields, pathText } from "./listed-fields.ts";
import type { Problem } from "./problem.ts";

/** Words that make a field sound personal, each with its most likely class. */
const PERSONAL_WORDS: Readonly<Record<string, string>> = {
  email: 'pii("email")',
  mail: 'pii("email")',
  phone: 'pii("phone")',
  telephone: 'pii("phone")',
  mobile: 'pii("phone")',
  fax: 'pii("phone")',
  name: 'pii("name")',
  firstname: 'pii("name")',
  lastname: 'pii("name")',
  fullname: 'pii("name")',
  surname: 'pii("name")',
  nickname: 'pii("name")',
  username: 'pii("username")',
  birth: 'pii("date_of_birth")',
  birthday: 'pii("date_of_birth")',
  birthdate: 'pii("date_of_birth")',
  born: 'pii("date_of_birth")',
  dob: 'pii("date_of_birth")',
  age: 'pii("age")',
  gender: 'pii("gender")',
  sex: 'pii("gender")',
  nationality: 'pii("origin")',
  religion: 'pii("belief")',
  ssn: 'pii("national_id")',
  passport: 'pii("national_id")',
  address: 'pii("address")',
  street: 'pii("address")',
  zip: 'pii("postal_code")',
  postcode: 'pii("postal_code")',
  postal: 'pii("postal_code")',
  latitude: 'pii("location")',
  longitude: 'pii("location")',
  ip: 'pii("ip_address")',
  iban: 'pii("bank_account")',
  salary: 'pii("income")',
  password: 'pii("credential")',
  patient: 'phi("patient_id")',
  diagnosis: 'phi("diagnosis")',
};

/** The fields of a contract that sound personal and have neither a class nor a reason. `where` is the path inside it. */
export function checkPersonalNames(contract: Contract): Problem[] {
  return listedFields(contract).flatMap((field) => {
    if (field.personal !== undefined || field.notPersonal !== undefined) return [];
    const word = field.path.flatMap(wordsOf).find((each) => Object.hasOwn(PERSONAL_WORDS, each));
    return word === undefined ? [] : [problemOf(field, word)];
  });
}

/** `customerEmail2` and `customer_emails` both give customer and email. */
function wordsOf(name: string): string[] {
  const words = name.match(/\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|[\p{Lo}\p{Lt}]+/gu) ?? [];
  return words
    .map((word) => word.toLowerCase())
    .flatMap((word) => [word, word.replace(/s$/, ""), word.replace(/es$/, "")]);
}

function problemOf(field: ListedField, word: string): Problem {
  const name = field.path.at(-1) ?? "";
  const label = /^[A-Za-z_]\w*$/.test(name) ? name : JSON.stringify(name);
  const ways = [...classified(field, PERSONAL_WORDS[word] ?? ""), withType(field, 'notPersonal("…")')];
  const lines = ways.map((way) => `\n    ${label}: ${field.isKey ? `key(${way})` : way},`);
  const other = field.type === "json" ? "list the fields inside it, each with its class" : "give it a class";
  return {
    where: pathText(field.path),
    problem: `sounds personal ("${word}") and has no class`,
    remedy: `${other}, or say what the values are:${lines.join("")}`,
  };
}

/** A value that is kept whole can't be masked in parts. */
function classified(field: ListedField, suggested: string): string[] {
  return field.type === "json" ? [] : [withType(field, suggested)];
}

function withType({ type }: ListedField, call: string): string {
  return type === "text" ? call : call.replace(/\)$/, `, "${type}")`);
}
