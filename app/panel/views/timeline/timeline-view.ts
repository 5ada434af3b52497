import type { StoreApi } from 'zustand'
import { sameRange } from '../../model/range.ts'
import { runAt } from '../../model/timeline/hit.ts'
import { LANE_HEIGHT, runLineAt } from '../../model/timeline/lane-geometry.ts'
import { Timeline } from '../../model/timeline/timeline.ts'
import { isWhole, revealIn } from '../../model/timeline/viewport.ts'
import { type Panel, select, setRange } from '../../store.ts'
import { extentOfPanel } from '../overview/extent.ts'
import { windowOf } from '../../ui/window-of.ts'
import { Navigation } from './navigation.ts'
import { AXIS_HEIGHT, type Brush, TOP_PADDING } from './scene.ts'
import { Surface } from './surface.ts'
import { createUi, tell, type Tip, type TimelineUi } from './ui.ts'

/** How long runs take to unfold, ms. */
const UNFOLD_MS = 120
/** Dispatches nearer to the pointer than that are meant, px. */
const SLACK_PX = 4
/** While time itself moves what is shown, a frame for each px, but not more often or more rarely, ms. */
const LEAST_TICK_MS = 16
const MOST_TICK_MS = 1_000

const clock = (): number => performance.now()

export interface TimelineElements {
  readonly scroller: HTMLElement
  readonly canvas: HTMLCanvasElement
  readonly spacer: HTMLElement
}

/**
 * The timeline of a panel: draws at most once a frame, and only while it is on the screen and something has changed.
 */
export class TimelineView {
  readonly timeline: Timeline
  readonly navigation: Navigation
  readonly ui: StoreApi<TimelineUi> = createUi()
  private elements: TimelineElements | undefined
  private surface: Surface | undefined
  private request: number | undefined
  private timer: number | undefined
  private dirty = true
  private drawnVersion = -1
  /** How far the runs are unfolded, and when that was reached. */
  private detail = 0
  private detailAt = 0
  /** The selection that was brought into view, and that with which this was opened. */
  private revealed: number | undefined
  private openedWith: number | undefined
  /** How far it was scrolled when it was left, px. */
  private scrolled = 0
  private pointer: { x: number; y: number } | undefined
  brush: Brush | undefined

  constructor(private readonly panel: Panel) {
    this.timeline = new Timeline(panel.recorder.recording, clock, extentOfPanel(panel))
    this.navigation = new Navigation(this.timeline, panel.window, () => this.change())
  }

  attach(elements: TimelineElements): () => void {
    const { panel } = this
    this.elements = elements
    const surface = new Surface(elements.canvas, panel.recorder.recording)
    this.surface = surface
    this.dirty = true
    this.openedWith = panel.store.getState().selectedId
    // The lanes have been as high before: else there would be nothing to scroll.
    this.stretch(elements)
    elements.scroller.scrollTop = this.scrolled
    const { window } = panel
    const resized = new (windowOf(elements.scroller).ResizeObserver)(() => this.resize())
    resized.observe(elements.scroller)
    const scheme = window.matchMedia('(prefers-color-scheme: dark)')
    const restyle = (): void => {
      surface.restyle()
      this.change()
    }
    scheme.addEventListener('change', restyle)
    const leaveStore = panel.store.subscribe((state, before) => {
      // The attribute that colours hang on is set once React has rendered.
      if (state.theme !== before.theme) window.requestAnimationFrame(restyle)
      this.change()
    })
    const leaveUi = this.ui.subscribe((state, before) => {
      if (state.folded !== before.folded) this.change()
    })
    const leaveFrames = panel.frames.subscribe(this.frame)
    this.resize()
    return () => {
      leaveFrames()
      leaveUi()
      leaveStore()
      scheme.removeEventListener('change', restyle)
      resized.disconnect()
      if (this.request !== undefined) window.cancelAnimationFrame(this.request)
      this.request = undefined
      window.clearTimeout(this.timer)
      this.timer = undefined
      this.scrolled = elements.scroller.scrollTop
      this.navigation.stop()
      this.pointer = undefined
      this.brush = undefined
      this.ui.setState({ tip: undefined })
      this.elements = undefined
      this.surface = undefined
    }
  }

  /** Something has changed that is seen: draws in the next frame. */
  readonly change = (): void => {
    this.dirty = true
    if (this.elements !== undefined) this.request ??= this.panel.window.requestAnimationFrame(this.frame)
  }

  get width(): number {
    return Math.max(1, this.surface?.width ?? 0)
  }

  get height(): number {
    return this.surface?.height ?? 0
  }

  /** Where the pointer is, as a share of the width: what is there stays where it is; else the middle does. */
  get focus(): number {
    return this.pointer === undefined ? 0.5 : this.pointer.x / this.width
  }

  timeAt(x: number): number {
    return this.navigation.timeAt(x / this.width)
  }

  /** The dispatch under a place of the canvas, or −1. */
  rowAt(x: number, y: number): number {
    if (y < AXIS_HEIGHT) return -1
    const slack = this.timeAt(SLACK_PX) - this.timeAt(0)
    return this.timeline.rowAt(this.timeAt(x), this.laneY(y), slack)
  }

  /** Selects a dispatch; what was clicked on need not be brought into view. */
  choose(row: number, inView = false): void {
    const id = this.panel.recorder.recording.columns.id(row)
    if (inView) this.revealed = id
    select(this.panel, id)
  }

  /** The pointer is there, or has left. */
  point(pointer: { x: number; y: number } | undefined): void {
    this.pointer = pointer
    this.change()
  }

  private laneY(y: number): number {
    return y - AXIS_HEIGHT - TOP_PADDING + (this.elements?.scroller.scrollTop ?? 0)
  }

  private resize(): void {
    const { elements, surface } = this
    if (elements === undefined || surface === undefined) return
    if (surface.resize(elements.scroller.clientWidth, elements.scroller.clientHeight)) this.change()
  }

  private readonly frame = (): void => {
    if (this.request !== undefined) this.panel.window.cancelAnimationFrame(this.request)
    this.request = undefined
    const { elements, surface, panel, timeline } = this
    if (elements === undefined || surface === undefined || surface.width === 0) return
    if (surface.isBlurred) this.resize()
    this.navigate()
    const { recording } = panel.recorder
    const { range, query, selectedId, follow } = panel.store.getState()
    const { folded } = this.ui.getState()
    const live = follow && range === undefined && !panel.recorder.paused
    // What waits grows, as far as that can be seen.
    const moving = live || (timeline.lanes.waiting && timeline.view.to >= recording.now())
    const complete = timeline.update({ query, range, selectedId, live, folded, width: surface.width })
    if (!this.dirty && !moving && complete && recording.version === this.drawnVersion) return
    this.dirty = false
    this.drawnVersion = recording.version
    this.reveal(elements, surface, selectedId)
    this.unfold(elements)
    timeline.geometry.layout(timeline.layout.lanes, this.detail)
    this.stretch(elements)
    const { pointer, brush, detail } = this
    const hoverRow = brush === undefined && pointer !== undefined ? this.rowAt(pointer.x, pointer.y) : -1
    surface.draw(timeline, { top: elements.scroller.scrollTop, detail, hoverRow, cursorX: pointer?.x, brush })
    this.tell(hoverRow)
    if (!complete) this.change()
    else if (moving) this.changeLater()
  }

  private stretch({ spacer }: TimelineElements): void {
    const height = this.timeline.geometry.height + AXIS_HEIGHT + 2 * TOP_PADDING
    spacer.style.height = `${Math.round(height)}px`
  }

  /** Tells the panel what the user wants to look at. */
  private navigate(): void {
    const wanted = this.navigation.take(performance.now())
    if (wanted === undefined) return
    this.dirty = true
    const range = isWhole(wanted, this.timeline.extent) ? undefined : wanted
    if (!sameRange(range, this.panel.store.getState().range)) setRange(this.panel, range)
  }

  /**
   * A selection that was not made by the pointer is brought into view, once. To one from before this was opened it is
   * scrolled only, and only where it can be seen: opening a tab is no wish to look at another time.
   */
  private reveal({ scroller }: TimelineElements, surface: Surface, selectedId: number | undefined): void {
    const { timeline, navigation } = this
    const { geometry, layout, selectedRow } = timeline
    // One that has no place yet is waited for.
    if (selectedId === this.revealed || (selectedId !== undefined && selectedRow < 0)) return
    this.revealed = selectedId
    const isOld = selectedId === this.openedWith
    this.openedWith = undefined
    const span = timeline.spanOf([selectedRow])
    if (span === undefined) return
    if (isOld) {
      const { from, to } = navigation.view
      if (span.from >= to || span.to <= from) return
    } else {
      const view = revealIn(navigation.view, span.from, span.to, timeline.extent)
      if (!sameRange(view, navigation.view)) navigation.glide(view)
    }
    geometry.layout(layout.lanes, this.detail)
    const at = geometry.topOf(layout.laneOf(selectedRow))
    const room = surface.lanesHeight - LANE_HEIGHT - 2 * TOP_PADDING
    if (at < scroller.scrollTop) scroller.scrollTop = at
    else if (at > scroller.scrollTop + room) scroller.scrollTop = at - room
  }

  /** Unfolds the runs where there is room for them, or folds them again; what is under the pointer stays there. */
  private unfold({ scroller }: TimelineElements): void {
    const { geometry, layout, showRuns } = this.timeline
    const goal = showRuns ? 1 : 0
    const now = performance.now()
    const step = (now - this.detailAt) / UNFOLD_MS
    this.detailAt = now
    if (this.detail === goal) return
    geometry.layout(layout.lanes, this.detail)
    const lane = Math.max(0, geometry.laneAt(this.laneY(this.pointer?.y ?? AXIS_HEIGHT)))
    const before = geometry.topOf(lane)
    this.detail = goal === 1 ? Math.min(1, this.detail + step) : Math.max(0, this.detail - step)
    geometry.layout(layout.lanes, this.detail)
    if (scroller.scrollTop > 0) scroller.scrollTop += geometry.topOf(lane) - before
    if (this.detail !== goal) this.change()
  }

  private tell(hoverRow: number): void {
    const { timeline, panel } = this
    const { layout, inView } = timeline
    tell(this.ui, {
      tip: this.tipOf(hoverRow),
      inView,
      beganBefore: timeline.beganBefore,
      lanes: layout.lanes.length,
      crowded: layout.crowded,
      cut: timeline.folded && timeline.path?.cut === true,
      progress: timeline.lanes.progress,
      empty: panel.recorder.recording.size === 0 ? 'recording' : inView === 0 ? 'range' : undefined,
    })
  }

  private tipOf(row: number): Tip | undefined {
    const { pointer, timeline } = this
    if (row < 0 || pointer === undefined) return undefined
    const { columns } = this.panel.recorder.recording
    const top = timeline.geometry.topOf(timeline.layout.laneOf(row))
    const run = runAt(columns, row, this.detail < 0.5 ? -1 : runLineAt(this.laneY(pointer.y) - top))
    return {
      id: columns.id(row),
      listener: run < 0 ? undefined : columns.runListener(run),
      others: timeline.countNear(row, 1 / this.width) - 1,
      ...pointer,
    }
  }

  private changeLater(): void {
    const msPerPx = this.timeAt(1) - this.timeAt(0)
    this.timer ??= this.panel.window.setTimeout(
      () => {
        this.timer = undefined
        this.change()
      },
      Math.min(Math.max(msPerPx, LEAST_TICK_MS), MOST_TICK_MS),
    )
  }
}
