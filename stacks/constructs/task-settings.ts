interface TaskSettingsProps {
  /** The longest large object, in KB. Undefined: large objects are not read at all. */
  readonly lobMaxKb: number | undefined;
  /** Rows that DMS moves together in a full load. */
  readonly commitRate: number;
  /** Whether a record that DMS can't process, or a value that is longer, stops the task. Otherwise only the log says so. */
  readonly stopsOnErrors: boolean;
  /** Whether a column that is added at the source while the task runs is replicated. */
  readonly addsColumns: boolean;
}

/**
 * The task's settings, as complete as possible: a setting that is left out keeps the value that the console last gave it. But
 * Terraform reports a key that AWS does not return, or returns as null, as a change in every plan, and a change stops a running task.
 * So there is no `ValidationSettings` (DMS can't validate CSV), no read-only key of Logging, and none of the features that are off:
 * `TTSettings`, `BeforeImageSettings`, `CharacterSetSettings`, `LoopbackPreventionSettings`, `PostProcessingRules`.
 * https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.TaskSettings.html
 */
export function taskSettings({ lobMaxKb, commitRate, stopsOnErrors, addsColumns }: TaskSettingsProps) {
  return {
    TargetMetadata: targetMetadata(lobMaxKb),
    FullLoadSettings: {
      // A load deletes nothing that is already in the bucket: only the lifecycle deletes rows.
      TargetTablePrepMode: "DO_NOTHING",
      CommitRate: commitRate,
      // Collections or tables that load at the same time. Each has its own LOB buffers.
      MaxFullLoadSubTasks: 2,
      CreatePkAfterFullLoad: false,
      StopTaskCachedChangesApplied: false,
      StopTaskCachedChangesNotApplied: false,
      TransactionConsistencyTimeout: 600,
    },
    Logging: { EnableLogging: true, LogComponents: LOG_COMPONENTS.map(atDefaultSeverity) },
    ControlTablesSettings: CONTROL_TABLES_OFF,
    StreamBufferSettings: { StreamBufferCount: 3, StreamBufferSizeInMB: 8, CtrlStreamBufferSizeInMB: 5 },
    ChangeProcessingTuning: CHANGE_PROCESSING_TUNING,
    ChangeProcessingDdlHandlingPolicy: {
      // Either would delete the collection's or the table's objects from the bucket.
      HandleSourceTableDropped: false,
      HandleSourceTableTruncated: false,
      HandleSourceTableAltered: addsColumns,
    },
    ErrorBehavior: stopsOnErrors ? { ...ERROR_BEHAVIOR, ...STOP_ON_ERRORS } : ERROR_BEHAVIOR,
    FailTaskWhenCleanTaskResourceFailed: false,
  };
}

/** An S3 target has limited LOB mode only. https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.LOBSupport.html */
function targetMetadata(lobMaxKb: number | undefined) {
  return {
    TargetSchema: "",
    // If off, DMS leaves out every large object: of MongoDB, every string and array.
    SupportLobs: lobMaxKb !== undefined,
    FullLobMode: false,
    LimitedSizeLobMode: lobMaxKb !== undefined,
    LobMaxSize: lobMaxKb ?? 0,
    LobChunkSize: 64,
    InlineLobMaxSize: 0,
    LoadMaxFileSize: 0,
    // May lose data on S3. https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Target.S3.html
    BatchApplyEnabled: false,
    TaskRecoveryTableEnabled: false,
    ParallelLoadThreads: 0,
    ParallelLoadBufferSize: 0,
    ParallelLoadQueuesPerThread: 0,
    ParallelApplyThreads: 0,
    ParallelApplyBufferSize: 0,
    ParallelApplyQueuesPerThread: 0,
  };
}

function atDefaultSeverity(component: string) {
  return { Id: component, Severity: "LOGGER_SEVERITY_DEFAULT" };
}

const LOG_COMPONENTS = [
  "ADDONS",
  "COMMON",
  "COMMUNICATION",
  "DATA_STRUCTURE",
  "FILE_FACTORY",
  "FILE_TRANSFER",
  "IO",
  "METADATA_MANAGER",
  "PERFORMANCE",
  "REST_SERVER",
  "SORTER",
  "SOURCE_CAPTURE",
  "SOURCE_UNLOAD",
  "TABLES_MANAGER",
  "TARGET_APPLY",
  "TARGET_LOAD",
  "TASK_MANAGER",
  "TRANSFORMATION",
  "VALIDATOR_EXT",
];

/** Control tables would be written as files next to the data. */
const CONTROL_TABLES_OFF = {
  ControlSchema: "",
  StatusTableEnabled: false,
  SuspendedTablesTableEnabled: false,
  HistoryTableEnabled: false,
  FullLoadExceptionTableEnabled: false,
  HistoryTimeslotInMinutes: 5,
};

const CHANGE_PROCESSING_TUNING = {
  BatchApplyPreserveTransaction: true,
  BatchApplyTimeoutMin: 1,
  BatchApplyTimeoutMax: 30,
  BatchApplyMemoryLimit: 500,
  BatchSplitSize: 0,
  MinTransactionSize: 1000,
  CommitTimeout: 1,
  MemoryLimitTotal: 1024,
  MemoryKeepTime: 60,
  StatementCacheSize: 50,
  RecoveryTimeout: -1,
};

const ERROR_BEHAVIOR = {
  // If nothing that is listed exists, the task fails, instead of running and replicating nothing.
  FailOnNoTablesCaptured: true,
  DataErrorPolicy: "LOG_ERROR",
  DataTruncationErrorPolicy: "LOG_ERROR",
  DataErrorEscalationPolicy: "SUSPEND_TABLE",
  DataErrorEscalationCount: 0,
  TableErrorPolicy: "SUSPEND_TABLE",
  TableErrorEscalationPolicy: "STOP_TASK",
  TableErrorEscalationCount: 0,
  RecoverableErrorCount: -1,
  RecoverableErrorInterval: 5,
  RecoverableErrorThrottling: true,
  RecoverableErrorThrottlingMax: 1800,
  RecoverableErrorStopRetryAfterThrottlingMax: true,
  ApplyErrorDeletePolicy: "IGNORE_RECORD",
  ApplyErrorInsertPolicy: "LOG_ERROR",
  ApplyErrorUpdatePolicy: "LOG_ERROR",
  ApplyErrorEscalationPolicy: "LOG_ERROR",
  ApplyErrorEscalationCount: 0,
  ApplyErrorFailOnTruncationDdl: false,
  EventErrorPolicy: "IGNORE",
  FullLoadIgnoreConflicts: true,
  FailOnTransactionConsistencyBreached: false,
};

/**
 * Every policy of a record, an apply or a table stops the task. DMS reports that as an event; it reports neither a record that is only
 * logged nor a table that is suspended. Resumed, the task reads the record again, so no change is missed; a suspended table would miss
 * all of them until its next load.
 * https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.TaskSettings.ErrorHandling.html
 */
const STOP_ON_ERRORS = {
  DataErrorPolicy: "STOP_TASK",
  DataTruncationErrorPolicy: "STOP_TASK",
  DataErrorEscalationPolicy: "STOP_TASK",
  TableErrorPolicy: "STOP_TASK",
  ApplyErrorDeletePolicy: "STOP_TASK",
  ApplyErrorInsertPolicy: "STOP_TASK",
  ApplyErrorUpdatePolicy: "STOP_TASK",
  ApplyErrorEscalationPolicy: "STOP_TASK",
};
