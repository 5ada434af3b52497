import type { BusInfo, DispatchInfo, ListenerInfo, Observer } from '../../core/index.ts'
import type { LiveRecording } from '../live-recording.ts'
import { Breakpoints } from './breakpoints.ts'

const ANY = '*'

/** Whose listeners a soloed one replaces. */
interface Scope {
  readonly bus: number
  readonly event: string
}

/** The only listener to run of one dispatch, which is known by its id once it has started. */
export interface Only extends Scope {
  readonly payload: unknown
  readonly listener: number
  dispatch: number | undefined
}

/**
 * Passes over listeners and pauses before them, for all buses of a recorder. It is attached to a bus behind the
 * recorder's own observer, so what it asks for has been recorded.
 */
export class Gate implements Observer {
  readonly muted: Set<number> = new Set()
  readonly soloed: Map<number, Scope> = new Map()
  readonly breaks: Set<number> = new Set()
  readonly breakpoints: Breakpoints = new Breakpoints()
  passedOver = 0
  /** `once` listeners that are removed before the run to pause at. */
  private readonly due = new Set<number>()
  private only: Only | undefined = undefined

  constructor(
    private readonly recording: LiveRecording,
    private readonly pause: () => void,
    /** Is told when what is in force has changed, */
    private readonly changed: () => void,
    /** and when only a count has. */
    private readonly counted: () => void,
  ) {}

  /** Whether there is anything for it to do. */
  get active(): boolean {
    return this.muted.size > 0 || this.soloed.size > 0 || this.breaks.size > 0 || this.breakpoints.enabled
  }

  /** Runs `dispatch`, which makes one dispatch that only one listener is to run of. */
  restrict<Result>(only: Only, dispatch: () => Result): Result {
    const outer = this.only
    this.only = only
    try {
      return dispatch()
    } finally {
      this.only = outer
    }
  }

  forget(listener: number): boolean {
    const muted = this.muted.delete(listener)
    const soloed = this.soloed.delete(listener)
    return this.breaks.delete(listener) || muted || soloed
  }

  clear(): void {
    this.muted.clear()
    this.soloed.clear()
    this.breaks.clear()
    this.due.clear()
    this.breakpoints.clear()
    this.passedOver = 0
  }

  shouldRun(bus: BusInfo, dispatch: DispatchInfo, listener: ListenerInfo): boolean {
    const { only } = this
    if (only?.dispatch === dispatch.id) {
      if (only.listener !== listener.id) return false
    } else if (this.muted.has(listener.id) || this.isOutdone(bus, dispatch, listener)) {
      this.passedOver++
      this.counted()
      return false
    }
    if (listener.once && this.breaks.has(listener.id)) this.due.add(listener.id)
    return true
  }

  dispatchStart(bus: BusInfo, dispatch: DispatchInfo): void {
    const { only } = this
    if (only !== undefined && only.dispatch === undefined && isMeant(only, bus, dispatch)) {
      only.dispatch = dispatch.id
    }
    this.breakAt(dispatch, 'start')
  }

  dispatchEnd(_bus: BusInfo, dispatch: DispatchInfo): void {
    this.breakAt(dispatch, 'settled')
  }

  runStart(_bus: BusInfo, _dispatch: DispatchInfo, listener: ListenerInfo): void {
    const isDue = this.due.delete(listener.id)
    if (!this.breaks.delete(listener.id) && !isDue) return
    this.changed()
    this.pause()
  }

  private breakAt(dispatch: DispatchInfo, when: 'start' | 'settled'): void {
    if (!this.breakpoints.enabled) return
    const row = this.recording.rowOf(dispatch.id)
    if (row < 0 || !this.breakpoints.hit(this.recording.columns, row, when)) return
    this.counted()
    this.pause()
  }

  private isOutdone(bus: BusInfo, dispatch: DispatchInfo, listener: ListenerInfo): boolean {
    if (this.soloed.size === 0 || this.soloed.has(listener.id)) return false
    for (const scope of this.soloed.values()) {
      if (scope.bus === bus.id && (scope.event === ANY || scope.event === dispatch.event)) return true
    }
    return false
  }
}

function isMeant(only: Only, bus: BusInfo, dispatch: DispatchInfo): boolean {
  return only.bus === bus.id && only.event === dispatch.event && Object.is(only.payload, dispatch.payload)
}
