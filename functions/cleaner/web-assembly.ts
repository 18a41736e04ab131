/** The part that is used: TypeScript declares WebAssembly only among the types of browsers. */
declare const WebAssembly: {
  readonly Module: new (bytes: Buffer) => object;
  readonly Instance: new (module: object, imports?: object) => { readonly exports: unknown };
};

/** Compiles WebAssembly, once for all instances and threads. */
export function compile(base64: string): object {
  return new WebAssembly.Module(Buffer.from(base64, "base64"));
}

/** A new instance, with a memory of its own. @param module of `compile` @returns its exports */
export function instantiate<Exports>(module: object, imports?: object): Exports {
  return new WebAssembly.Instance(module, imports).exports as Exports;
}
