import { isDeepStrictEqual } from "node:util";

type Document = { readonly [key: string]: unknown };

/** The response of AWS for features that are switched off, either explicitly or by being absent. */
export const SWITCHED_OFF = {
  TTSettings: null,
  BeforeImageSettings: null,
  CharacterSetSettings: null,
  LoopbackPreventionSettings: null,
  PostProcessingRules: null,
};

/** Keys that AWS adds. */
const ADDED: Document = {
  Logging: { EnableLogContext: false, CloudWatchLogGroup: null, CloudWatchLogStream: null },
  ErrorBehavior: { DataMaskingErrorPolicy: "STOP_TASK" },
  ControlTablesSettings: { historyTimeslotInMinutes: 5 },
};

/**
 * A task's settings as AWS returns them: what was sent, with the keys that AWS adds.
 * @param replaced keys whose value differs from the sent one; undefined for a key that AWS leaves out
 */
export function taskSettingsReadBack(replaced: Document): (sent: unknown) => unknown {
  return (sent) => {
    if (typeof sent !== "string") return sent;
    const settings = JSON.parse(sent) as { readonly [section: string]: object | null };
    const added = Object.entries(ADDED).map(([section, keys]) => [
      section,
      { ...settings[section], ...(keys as object) },
    ]);
    return JSON.stringify({ ...settings, ...Object.fromEntries(added), ...replaced });
  };
}

/**
 * Whether the provider treats two settings documents as the same: it compares the state's keys, and the wanted document may
 * lack some. A wanted key may not be absent, or null, in the state. `internal/service/dms/task_settings_json.go`
 */
export function isSameTaskSettings(state: unknown, wanted: unknown): boolean {
  if (typeof state !== "string" || typeof wanted !== "string") return state === wanted;
  return agrees(withoutReadOnly(readSettings(state)), readSettings(wanted));
}

function agrees(state: unknown, wanted: unknown): boolean {
  if (wanted === undefined || wanted === null) return true;
  if (!isDocument(state) || !isDocument(wanted)) return state !== null && isDeepStrictEqual(state, wanted);
  return (
    Object.keys(wanted).every((key) => Object.hasOwn(state, key)) &&
    Object.entries(state).every(([key, value]) => agrees(value, wanted[key]))
  );
}

/** Converts the log components to an object by name, because their order has no meaning. */
function readSettings(text: string): Document {
  const settings = JSON.parse(text) as Document;
  const { Logging: logging } = settings;
  if (!isDocument(logging) || !Array.isArray(logging.LogComponents)) return settings;
  const components = logging.LogComponents as readonly { readonly Id: string; readonly Severity: string }[];
  const LogComponents = Object.fromEntries(components.map(({ Id, Severity }) => [Id, Severity]));
  return { ...settings, Logging: { ...logging, LogComponents } };
}

function withoutReadOnly({ Logging, ...settings }: Document): Document {
  if (!isDocument(Logging)) return { ...settings, ...(Logging === undefined ? {} : { Logging }) };
  const { CloudWatchLogGroup: _, CloudWatchLogStream: __, ...rest } = Logging;
  return { ...settings, Logging: rest };
}

function isDocument(value: unknown): value is Document {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
