import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { completeStack } from "../complete-stack.ts";
import { configureStack } from "../stack-settings.ts";
import { type Module, moduleId } from "./names.ts";
import type { SnowflakeToPostgres } from "./settings.ts";

interface ModuleProps {
  readonly environment: SnowflakeToPostgres;
  readonly module: Module;
  /** Adds the module's resources. Nothing, if the modules are switched off: then an apply destroys them. */
  readonly add: (stack: TerraformStack) => void;
}

/** The stack of one module: it has its own state, and is planned and applied by itself. */
export class ModuleStack extends TerraformStack {
  constructor(scope: Construct, { environment, module, add }: ModuleProps) {
    super(scope, moduleId(environment, module));
    configureStack(this, environment);
    add(this);
    completeStack(this, environment);
  }
}
