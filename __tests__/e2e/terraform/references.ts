/** A Terraform string is text with expressions in it; `$${` means a literal `${`. */
const EXPRESSION = /\$?\$\{([^}]*)\}/g;
const ATTRIBUTE = /^([a-z][a-z0-9_]*\.[\w-]+)\.([a-z_]+)$/;
const FILE_HASH = /^filebase64sha256\("([^"]+)"\)$/;

/** The two kinds of expressions: `aws_kms_key.raw.arn`, `filebase64sha256("a.zip")`. */
export interface Values {
  /** @param address `aws_kms_key.raw` */
  readonly attribute: (address: string, name: string) => string;
  readonly fileHash: (path: string) => string;
}

/** The value with every expression in it replaced. @throws Error on any other kind of expression */
export function resolve<T>(value: T, values: Values): T {
  return mapStrings(value, (text) =>
    text.replaceAll(EXPRESSION, (whole, inner: string) => evaluate(whole, inner, values)),
  );
}

/** Addresses of the resources that a value refers to: `aws_kms_key.raw`. */
export function addressesIn(value: unknown): string[] {
  const found = new Set<string>();
  const note = (address: string): string => {
    found.add(address);
    return "";
  };
  resolve(value, { attribute: note, fileHash: () => "" });
  return [...found];
}

function evaluate(whole: string, inner: string, values: Values): string {
  if (whole.startsWith("$$")) return whole.slice(1);
  const [, address, name] = ATTRIBUTE.exec(inner) ?? [];
  if (address !== undefined && name !== undefined) return values.attribute(address, name);
  const [, path] = FILE_HASH.exec(inner) ?? [];
  if (path !== undefined) return values.fileHash(path);
  throw new Error(`The end-to-end tests can't evaluate ${whole}: see __tests__/e2e/terraform/references.ts`);
}

function mapStrings<T>(value: T, map: (text: string) => string): T {
  if (typeof value === "string") return map(value) as T;
  if (Array.isArray(value)) return value.map((each) => mapStrings(each, map)) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, mapStrings(each, map)])) as T;
}
