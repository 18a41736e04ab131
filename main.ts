import { EXPECTED_FIELDS_FOR_ANALYTICS } from "./contracts/index.ts";
import { ENVIRONMENTS } from "./stacks/environments.ts";
import { explainMistakes } from "./stacks/explain-mistakes.ts";
import { makeApp } from "./stacks/make-app.ts";

// What may leave, and where it runs: checked, then one stack of Terraform JSON per environment and region.
explainMistakes(() => {
  makeApp({ allowList: EXPECTED_FIELDS_FOR_ANALYTICS, environments: ENVIRONMENTS }).synth();
});
