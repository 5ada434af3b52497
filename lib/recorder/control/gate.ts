import {
  type BusInfo,
  createBus,
  type DispatchInfo,
  type ListenerInfo,
  type Observer,
} from '../../core/index.ts'
import type { LiveRecording } from '../live-recording.ts'
import { Breakpoints } from './breakpoints.ts'

const ANY = '*'

/** Whose listeners a soloed one replaces. */
interface Scope {
  readonly bus: number
  readonly event: string
}

/** The only listener to run of one dispatch. */
interface Only {
  readonly dispatch: number
  readonly listener: number
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

  /** Runs `dispatch`, which does nothing before it makes one dispatch, of which only that listener is to run. */
  restrict<Result>(listener: number, dispatch: () => Result): Result {
    const outer = this.only
    this.only = { dispatch: nextId(), listener }
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

  dispatchStart(_bus: BusInfo, dispatch: DispatchInfo): void {
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

/**
 * The id that the page's next dispatch will have. By nothing else is it surely told from those that other observers make
 * when it starts: these may be of the same event and payload, and the gate is told of them before.
 */
function nextId(): number {
  return createBus().dispatch('next').id + 1
}
