import { expect } from "chai";
import { taskSettings } from "../../../../stacks/constructs/task-settings.ts";
import { PRIMARY } from "../../../stacks/fixtures.ts";
import { isSameTaskSettings, SWITCHED_OFF, taskSettingsReadBack } from "./task-settings.ts";

const TT_OFF = { EnableTT: false, TTS3Settings: null, TTRecordSettings: null };
const { PostProcessingRules: _, ...WITHOUT_RULES } = SWITCHED_OFF;

/** Possible responses of AWS, and whether a document that switches each feature off, or one without it, is then a change. */
const RESPONSES: readonly (readonly [returned: string, settings: object, withOff: boolean, withNothing: boolean])[] = [
  ["TTSettings as null", SWITCHED_OFF, false, true],
  ["TTSettings as sent", { ...SWITCHED_OFF, TTSettings: TT_OFF }, true, true],
  ["no PostProcessingRules", { ...WITHOUT_RULES, TTSettings: TT_OFF, PostProcessingRules: undefined }, false, true],
];

describe("the provider's view of two task settings", () => {
  const lean = taskSettings({ ...PRIMARY.dms, stopsOnErrors: false, addsColumns: true });
  const full = { ...lean, ...SWITCHED_OFF, TTSettings: TT_OFF };

  for (const [returned, replaced, withOff, withNothing] of RESPONSES) {
    const state = taskSettingsReadBack({ ...replaced })(JSON.stringify(lean));
    it(`if AWS returns ${returned}`, () => {
      expect(isSameTaskSettings(state, JSON.stringify(full)), 'a document that says "off"').to.equal(withOff);
      expect(isSameTaskSettings(state, JSON.stringify(lean)), "one that says nothing").to.equal(withNothing);
    });
  }

  it("finds each value that differs, at any depth", () => {
    const state = taskSettingsReadBack(SWITCHED_OFF)(JSON.stringify(lean));
    const changed = { ...lean, TargetMetadata: { ...lean.TargetMetadata, LobMaxSize: 1 } };
    expect(isSameTaskSettings(state, JSON.stringify(changed))).to.equal(false);
  });

  it("ignores the order of the log components, and compares their severity", () => {
    const state = taskSettingsReadBack(SWITCHED_OFF)(JSON.stringify(lean));
    const [first, ...others] = lean.Logging.LogComponents;
    const withFirst = (component: object) =>
      JSON.stringify({ ...lean, Logging: { ...lean.Logging, LogComponents: [...others, component] } });
    expect(isSameTaskSettings(state, withFirst(first as object))).to.equal(true);
    expect(isSameTaskSettings(state, withFirst({ ...first, Severity: "LOGGER_SEVERITY_DEBUG" }))).to.equal(false);
  });
});
