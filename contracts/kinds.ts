/**
 * The kinds of personal data, each with what it covers: a closed list, because the warehouse's tags allow no other value.
 *
 * Taken from the identifiers that HIPAA's Safe Harbor removes, 45 CFR 164.514(b)(2), and from GDPR's personal data and special
 * categories, articles 4 and 9. https://www.ecfr.gov/current/title-45/section-164.514
 * https://eur-lex.europa.eu/eli/reg/2016/679/oj
 */

/** `pii`: data that identifies or describes a person. */
export const PII_KINDS = {
  name: "a person's name, or a part of it",
  email: "an email address",
  phone: "a telephone or fax number",
  address: "a postal address, or a part of it smaller than a state",
  postal_code: "a postal code",
  location: "where a person is or was, as coordinates or a place",
  date_of_birth: "a date of birth, or a part of it",
  age: "a person's age",
  gender: "gender or sex",
  origin: "nationality, ethnic origin or language",
  belief: "religion, political opinion or membership",
  national_id: "a number that a state gives: social security, tax, passport, licence",
  customer_id: "an identifier that we or a partner give to a person",
  username: "a name that a person logs in or posts with",
  credential: "a password, a token, an answer to a security question",
  ip_address: "an IP address",
  device_id: "an identifier of a device, a browser or a vehicle",
  bank_account: "an account number, such as an IBAN",
  payment_card: "a card number, or a part of it",
  income: "salary, income or debt",
  image: "a photograph, a recording or a signature",
  biometric: "a fingerprint, a voice print or another measurement of a body",
  free_text: "text in which people write what they like",
} as const;

/** `phi`: data on a person's health, or data that identifies a person together with such data. */
export const PHI_KINDS = {
  name: "a patient's name, or a part of it",
  date_of_birth: "a patient's date of birth, or a part of it",
  date_of_care: "a date of admission, discharge, treatment or death",
  patient_id: "an identifier of a patient",
  medical_record_number: "the number of a medical record",
  health_plan_id: "an identifier of an insured person",
  diagnosis: "a diagnosis, a symptom or a disability",
  treatment: "a procedure or a therapy",
  medication: "a medicine or its dose",
  test_result: "a measurement or a laboratory result",
  genetic: "genetic data",
  free_text: "text in which people write on a patient",
} as const;

/**
 * Kinds that identify a person by a value that joins need: the warehouse hides it so that equal values stay equal, but only as text.
 * Declare an identifier as text even if it is a number: with another type it is hidden as NULL, and joins with nothing.
 */
export const IDENTIFIER_KINDS = {
  pii: ["national_id", "customer_id", "username", "device_id"],
  phi: ["patient_id", "medical_record_number", "health_plan_id"],
} as const satisfies { readonly pii: readonly PiiKind[]; readonly phi: readonly PhiKind[] };

export type PiiKind = keyof typeof PII_KINDS;
export type PhiKind = keyof typeof PHI_KINDS;
