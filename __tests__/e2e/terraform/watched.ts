export interface Watched<T> {
  /** The same value, which records the parts that are read. */
  readonly value: T;
  /** Paths of the parts that nobody has read: `environment.variables.STACK`. */
  readonly unread: () => string[];
}

/** Records which parts of a value are read, so that no setting is silently ignored. */
export function watched<T extends object>(value: T): Watched<T> {
  const read = new Set<string>();
  return {
    value: watch(value, "", read),
    unread: () => leaves(value, "").filter((path) => !read.has(path)),
  };
}

function watch<T extends object>(value: T, above: string, read: Set<string>): T {
  return new Proxy(value, {
    get: (target, key, receiver) => {
      const inner: unknown = Reflect.get(target, key, receiver);
      if (typeof key === "symbol" || !Object.hasOwn(target, key)) return inner;
      const path = `${above}${key}`;
      if (isObject(inner)) return watch(inner, `${path}.`, read);
      read.add(path);
      return inner;
    },
  });
}

function leaves(value: object, above: string): string[] {
  return Object.entries(value).flatMap(([key, inner]) =>
    isObject(inner) ? leaves(inner, `${above}${key}.`) : [`${above}${key}`],
  );
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
