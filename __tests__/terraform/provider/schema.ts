/** A type as Terraform writes it in JSON: `"string"`, `["list", "string"]`, `["object", { name: "string" }]`. */
export type Type = string | readonly [kind: string, of: Type | { readonly [attribute: string]: Type }];

export interface Attribute {
  readonly name: string;
  readonly type: Type;
  readonly required: boolean;
  readonly optional: boolean;
  /** AWS may fill it in. It is read-only if it is neither required nor optional. */
  readonly computed: boolean;
}

export interface NestedBlock {
  readonly name: string;
  readonly nesting: "SINGLE" | "LIST" | "SET" | "MAP";
  readonly minItems: number;
  /** 0: any number. */
  readonly maxItems: number;
  readonly block: Block;
}

/** The contents of a block. */
export interface Block {
  readonly attributes: readonly Attribute[];
  readonly blocks: readonly NestedBlock[];
}

/** The schema of the schema-only provider, by type: `aws_s3_bucket`. */
export interface Schema {
  readonly provider: Block;
  readonly resources: { readonly [type: string]: Block };
  readonly dataSources: { readonly [type: string]: Block };
}
