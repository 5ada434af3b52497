import type { Query, Recording } from 'eventscope/recorder'
import { Extent } from '../overview/extent.ts'
import type { Range } from '../range.ts'
import { dispatchAt } from './hit.ts'
import { countWithin, type LaneLayout, placeAt } from './lane.ts'
import { LaneGeometry } from './lane-geometry.ts'
import { Lanes } from './lanes.ts'
import { Matches } from './matches.ts'
import { type Path, PathLanes, pathOf } from './path.ts'
import { clampView, extentOf } from './viewport.ts'

/** How long one update may take for lanes and for the filter, ms. */
const LANES_BUDGET_MS = 6
const MATCHES_BUDGET_MS = 4
/** Runs are shown while a dispatch in view has so many px on average, and hidden again below the second. */
const RUNS_FROM_PX = 20
const RUNS_UNTIL_PX = 12

/** What the panel says that a timeline shows. */
export interface TimelineInput {
  readonly query: Query
  readonly range: Range | undefined
  readonly selectedId: number | undefined
  /** Whether the right edge of the whole is the present. */
  readonly live: boolean
  readonly folded: boolean
  /** px. */
  readonly width: number
}

/** What a timeline shows, and where; it follows the recording in small steps. */
export class Timeline {
  readonly lanes: Lanes
  readonly matches: Matches
  readonly geometry = new LaneGeometry()
  /** What is shown: all lanes, or those of the selection's path. */
  layout: LaneLayout
  /** The chain of causes of the selected dispatch. */
  path: Path | undefined
  /** All that can be seen, and what is. */
  extent: Range = { from: 0, to: 1 }
  view: Range = { from: 0, to: 1 }
  /** Dispatches in view, how many of them began before it, and whether there is room for their runs. */
  inView = 0
  beganBefore = 0
  showRuns = false
  private pathFor = ''
  private pathLanes: PathLanes | undefined

  constructor(
    private readonly recording: Recording,
    private readonly clock: () => number = () => performance.now(),
    private readonly whole: Extent = new Extent(recording),
  ) {
    this.lanes = new Lanes(recording, clock)
    this.matches = new Matches(recording, clock)
    this.layout = this.lanes
  }

  /**
   * Brings everything up to date as far as the budget allows.
   * @returns whether it is; if not, call it again in the next frame
   */
  update(input: TimelineInput): boolean {
    const began = this.clock()
    const placed = this.lanes.update(began + LANES_BUDGET_MS)
    const matched = this.matches.update(input.query, this.clock() + MATCHES_BUDGET_MS)
    this.updatePath(input)
    this.updateView(input)
    const { count, before } = countWithin(this.recording.columns, this.layout, this.view.from, this.view.to)
    this.inView = count
    this.beganBefore = before
    const room = input.width / Math.max(this.inView, 1)
    this.showRuns = room >= (this.showRuns ? RUNS_UNTIL_PX : RUNS_FROM_PX)
    return placed && matched
  }

  /** The row of the selected dispatch, or −1. */
  get selectedRow(): number {
    return this.path?.selected ?? -1
  }

  get folded(): boolean {
    return this.layout === this.pathLanes
  }

  /** The dispatch under a place of the lanes, or −1. */
  rowAt(time: number, y: number, slack: number): number {
    return dispatchAt(this.recording.columns, this.layout, this.geometry.laneAt(y), time, slack)
  }

  /** How many dispatches lie in the lane of a row within a share of the view around its start. */
  countNear(row: number, share: number): number {
    const { columns } = this.recording
    const rows = this.layout.lanes[this.layout.laneOf(row)]?.rows
    if (rows === undefined) return 0
    const reach = (share * (this.view.to - this.view.from)) / 2
    const time = columns.time(row)
    const from = placeAt(columns, rows, time - reach)
    return placeAt(columns, rows, time + reach, from) - from
  }

  /** The time that dispatches take together, as far as it is known; undefined where none is shown. */
  spanOf(rows: readonly number[]): Range | undefined {
    let [from, to] = [Infinity, -Infinity]
    for (const row of rows) {
      if (this.layout.laneOf(row) < 0) continue
      const time = this.recording.columns.time(row)
      const end = this.layout.endOf(row)
      from = Math.min(from, time)
      to = Math.max(to, end === Infinity ? Math.max(this.lanes.lastEnd, time) : end)
    }
    return from > to ? undefined : { from, to }
  }

  private updatePath({ selectedId, folded }: TimelineInput): void {
    const { recording, lanes } = this
    const { generation, columns } = recording
    const state = `${selectedId} ${generation} ${columns.first} ${lanes.version}`
    if (state !== this.pathFor) {
      this.pathFor = state
      const row = selectedId === undefined ? -1 : recording.rowOf(selectedId)
      // Of one that has no place yet, the effects are not known either.
      this.path = lanes.laneOf(row) < 0 ? undefined : pathOf(recording, lanes, row)
      this.pathLanes = undefined
    }
    if (folded && this.path !== undefined) this.pathLanes ??= new PathLanes(recording, lanes, this.path)
    this.layout = (folded ? this.pathLanes : undefined) ?? lanes
  }

  private updateView({ range, live }: TimelineInput): void {
    const now = this.recording.now()
    this.extent = this.whole.update(live, this.lanes.lastEnd) ?? extentOf(now, now)
    this.view = range === undefined ? this.extent : clampSpan(range, this.extent)
  }
}

/** A range as it was chosen elsewhere, unless nothing at all could be seen of it. */
function clampSpan(range: Range, extent: Range): Range {
  return range.to > range.from ? range : clampView({ from: range.from, to: range.from }, extent)
}
