import { catchEach } from "./faults/catch-each.ts";
import { FAULTS_OF_RESPONSE } from "./faults/of-response.ts";

describe("a stack of which AWS returns other values than it was sent", () => catchEach(FAULTS_OF_RESPONSE));
