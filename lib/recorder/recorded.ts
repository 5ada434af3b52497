/** How a dispatch or a run stands. */
export type Status = 'ok' | 'failed' | 'waiting'

/** How a listener's run stands in the columns: `none` where it was not called, or not yet. */
export type RunStatus = Status | 'none'

/**
 * How many registrations were made like one: on the same bus for the same event, by the same name and owner, and
 * through the same calls, as far as the stack was captured, or from the listener on that made them. Counted since the recorder was made, whatever was cleared.
 */
export interface AlikeRegistrations {
  /** The same for those that are alike. */
  readonly id: number
  /** Those that are registered now. */
  readonly living: number
  /** Those that were added, and removed, while their bus was recorded. */
  readonly added: number
  readonly removed: number
  /** At how many moments they were added: those within 100 ms were added at one. */
  readonly moments: number
  /** At how many of these in a row, up to the last, more of them were registered than ever before. */
  readonly growing: number
}

/** How a listener stands in the recording. */
export interface RecordedListener {
  readonly id: number
  /** The name and id of its bus: several may have the same name. */
  readonly bus: string
  readonly busId: number
  readonly event: string
  readonly name: string
  readonly async: boolean
  readonly once: boolean
  /** Its limits, its owner, and whether it is removed with the instance it belongs to, as `ListenerOptions` has them. */
  readonly timeout: number | undefined
  readonly owner: string | undefined
  readonly managed: boolean
  /** When it was registered, in ms since `timeOrigin`; undefined if that was before the recorder was attached. */
  readonly time: number | undefined
  /** When it was removed. */
  readonly removed: number | undefined
  /** Its recorded runs since the last clear, kept or not, and those of them that failed. */
  readonly calls: number
  readonly errors: number
  /** Whether a run of it was ever recorded: since the recorder was made, whatever was cleared. */
  readonly ran: boolean
  /** Whether it is still registered. */
  readonly active: boolean
  /**
   * Where it was registered: its option `stack`, or else as `DispatchView.stack`. Undefined where stacks are off, and
   * without the option also where the recorder was attached later, or very many were registered at once.
   */
  readonly stack: string | undefined
  /** Whether `stack` is its option: then there are no frames of this library on top. */
  readonly stackGiven: boolean
  /**
   * It and those registered like it; undefined without a stack, where too many kinds of them are there, and where the
   * recorder was attached later, unless it is managed.
   */
  readonly alike: AlikeRegistrations | undefined
}
