import type { Contract } from "./contract.ts";
import { type Leaf, leavesOf, pathText } from "./leaves.ts";
import type { Problem } from "./problem.ts";

/** Words by which a field sounds personal, each with the class that it most likely has. */
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

/** The fields of a contract that sound personal, have no class and do not say why not. `where` is the path inside it. */
export function checkPersonalNames(contract: Contract): Problem[] {
  return leavesOf(contract).flatMap((leaf) => {
    if (leaf.personal !== undefined || leaf.notPersonal !== undefined) return [];
    const word = leaf.path.flatMap(wordsOf).find((each) => Object.hasOwn(PERSONAL_WORDS, each));
    return word === undefined ? [] : [problemOf(leaf, word)];
  });
}

/** `customerEmail2` and `customer_emails` are both customer and email. */
function wordsOf(name: string): string[] {
  const words = name.match(/\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|[\p{Lo}\p{Lt}]+/gu) ?? [];
  return words
    .map((word) => word.toLowerCase())
    .flatMap((word) => [word, word.replace(/s$/, ""), word.replace(/es$/, "")]);
}

function problemOf(leaf: Leaf, word: string): Problem {
  const name = leaf.path.at(-1) ?? "";
  const label = /^[A-Za-z_]\w*$/.test(name) ? name : JSON.stringify(name);
  const ways = [...classified(leaf, PERSONAL_WORDS[word] ?? ""), withType(leaf, 'notPersonal("…")')];
  const lines = ways.map((way) => `\n    ${label}: ${leaf.isKey ? `key(${way})` : way},`);
  const other = leaf.type === "json" ? "list the fields inside it, each with its class" : "give it a class";
  return {
    where: pathText(leaf.path),
    problem: `sounds personal ("${word}") and has no class`,
    remedy: `${other}, or say what the values are:${lines.join("")}`,
  };
}

/** A value that is kept whole can't be masked in parts. */
function classified(leaf: Leaf, suggested: string): string[] {
  return leaf.type === "json" ? [] : [withType(leaf, suggested)];
}

function withType({ type }: Leaf, call: string): string {
  return type === "text" ? call : call.replace(/\)$/, `, "${type}")`);
}
