import type { Random } from "./random.ts";

/** A made-up person. Only what a contract lists of it may reach CLEAN. */
export interface Person {
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly street: string;
  readonly city: string;
  readonly postcode: string;
  readonly birthday: string;
  readonly ip: string;
  readonly card: string;
}

/** Domains, phone numbers, IP addresses and card numbers are from ranges that are reserved for examples. */
export function somebody(random: Random): Person {
  const first = random.pick(FIRST_NAMES);
  const last = random.pick(LAST_NAMES);
  const digits = (count: number) => String(random.integer(0, 10 ** count - 1)).padStart(count, "0");
  return {
    name: `${first} ${last}`,
    email: `${first}.${last}${digits(4)}@example.${random.pick(["com", "net", "org"])}`.toLowerCase(),
    phone: `+1 ${random.integer(201, 989)} 555 01${digits(2)}`,
    street: `${random.integer(1, 9999)} ${random.pick(STREETS)}, Apt. ${random.integer(1, 60)}`,
    city: random.pick(CITIES),
    postcode: digits(5),
    birthday: `${random.integer(1940, 2007)}-0${random.integer(1, 9)}-${random.integer(10, 28)}`,
    ip: `${random.pick(["192.0.2", "198.51.100", "203.0.113"])}.${random.integer(1, 254)}`,
    card: `4000 00${digits(2)} ${digits(4)} ${digits(4)}`,
  };
}

/** A free text with names and numbers, quotes, commas, newlines and emoji. */
export function freeText(random: Random, person: Person): string {
  return random.pick([
    `Called ${person.name}, will call back on ${person.phone}`,
    `"Please don't mail ${person.email}", she said.\nSee the letter, too.`,
    `${person.name} 👋🏽 moved to ${person.street}\r\n${person.postcode} ${person.city}`,
    `Card ${person.card} declined; new one by post`,
    `C:\\scans\\${person.name}.pdf\tmissing`,
    `NULL, says ${person.name}`,
    "",
  ]);
}

const FIRST_NAMES = ["Ann", "Björn", "Chloé", "Dmitri", "Esra", "Fatou", "Grace", "Hiro", "Inés", "Jürgen"] as const;
const LAST_NAMES = ["Archer", "O'Brien", "Ødegård", "Kowalski", "Nakamura", "Okafor", "Silva", "Van-Dyk"] as const;
const STREETS = ["Willow Road", "Mühlenweg", "Rue de l'Église", "Calle Ñandú", '"Old" Mill Lane'] as const;
const CITIES = ["Springfield", "Köln", "Évreux", "La Coruña", "Łódź"] as const;
