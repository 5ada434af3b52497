import { parseQuery, type Query, type Recorder, type RecorderOptions } from 'eventscope/recorder'
import { createContext, useContext, useSyncExternalStore } from 'react'
import { createStore, type StoreApi, useStore } from 'zustand'
import type { Editing } from './model/compare/editing.ts'
import { Frames } from './model/frames.ts'
import { GridScroll } from './model/grid-scroll.ts'
import { Pulse } from './model/pulse.ts'
import { withRecent } from './model/query/recent.ts'
import { configurationOf, type RecorderSettings } from './model/recorder-settings.ts'
import type { Range } from './model/range.ts'
import { RowIndex } from './model/row-index.ts'
import {
  DEFAULT_SETTINGS,
  type InitialSettings,
  loadSettings,
  pageStorage,
  saveSettings,
  type Settings,
  settingsOf,
} from './model/settings.ts'
import type { Sort } from './model/sort.ts'
import { windowOf } from './ui/window-of.ts'

export const TABS = ['events', 'timeline', 'listeners', 'errors'] as const
export type TabId = (typeof TABS)[number]

export const PAYLOAD_MODES = ['whole', 'changes'] as const
export type PayloadMode = (typeof PAYLOAD_MODES)[number]

/** What a panel shows of its recording: view state only, never data. */
export interface PanelState extends Settings {
  readonly tab: TabId
  readonly selectedId: number | undefined
  /** What the filter box says. */
  readonly filter: string
  /** What is shown: the last filter that could be understood. */
  readonly query: Query
  /** The part of the recording that is shown, or all. */
  readonly range: Range | undefined
  readonly sort: Sort | undefined
  /** Whether the grid keeps the newest event in view. */
  readonly follow: boolean
  /** How many dispatches had been recorded when the user stopped following. */
  readonly seen: number
  readonly detailsTab: string
  /** The dispatch that others are compared with. */
  readonly pinnedId: number | undefined
  /** Whether the payload is shown, or how it differs from others. */
  readonly payloadMode: PayloadMode
  /** The dispatch that is being edited: kept here, for whatever showed it may go while one writes. */
  readonly editing: Editing | undefined
  /** Whether the browser has kept the panel from opening its window. */
  readonly windowBlocked: boolean
}

/** One panel: a recorder, what is shown of it, and when. */
export interface Panel {
  readonly recorder: Recorder
  readonly store: StoreApi<PanelState>
  readonly frames: Frames
  readonly pulse: Pulse
  readonly rows: RowIndex
  readonly scroll: GridScroll
  /** What the page has told the recorder, before the user told it otherwise. */
  readonly pageOptions: RecorderOptions
  /** Where menus and other things that float are put. */
  readonly portal: ShadowRoot | HTMLElement | undefined
  /** The window that shows it: frames, timers and media queries are of that one. */
  readonly window: Window & typeof globalThis
}

/** Of recorders that have a panel, or had one before: their options as the page has set them. */
const pageOptionsOf = new WeakMap<Recorder, RecorderOptions>()

/**
 * Makes what a panel is rendered from.
 * @param initial what holds for who has not set it otherwise in this browser
 */
export function createPanel(
  recorder: Recorder,
  portal?: ShadowRoot | HTMLElement,
  initial?: InitialSettings,
): Panel {
  const storage = pageStorage()
  const store = createStore<PanelState>(() => ({
    ...loadSettings(storage, initial),
    tab: 'events',
    selectedId: undefined,
    filter: '',
    query: parseQuery(''),
    range: undefined,
    sort: undefined,
    follow: true,
    seen: 0,
    detailsTab: 'payload',
    pinnedId: undefined,
    payloadMode: 'whole',
    editing: undefined,
    windowBlocked: false,
  }))
  store.subscribe((state, before) => {
    const kept = Object.keys(DEFAULT_SETTINGS) as (keyof Settings)[]
    if (kept.some((key) => state[key] !== before[key])) saveSettings(storage, settingsOf(state))
  })
  const pageOptions = pageOptionsOf.get(recorder) ?? recorder.options
  pageOptionsOf.set(recorder, pageOptions)
  recorder.configure(configurationOf(pageOptions, store.getState().recorder))
  const rows = new RowIndex(recorder.recording)
  return { recorder, store, rows, scroll: new GridScroll(rows), pageOptions, ...placeOf(recorder, portal) }
}

/** What of a panel is bound to the window that shows it. */
type Place = Pick<Panel, 'portal' | 'window' | 'frames' | 'pulse'>

function placeOf({ recording }: Recorder, portal: Panel['portal']): Place {
  const window = windowOf(portal)
  return { portal, window, frames: new Frames(recording, window), pulse: new Pulse(recording, window) }
}

/** The same panel in another place, such as another window: what is shown of the recording goes along. */
export function movePanel(panel: Panel, portal: Panel['portal']): Panel {
  return { ...panel, ...placeOf(panel.recorder, portal) }
}

/** Tells the recorder what the user wants of it, now and when the page is opened again. */
export function configureRecorder(panel: Panel, wanted: RecorderSettings): void {
  panel.recorder.configure(configurationOf(panel.pageOptions, wanted))
  panel.store.setState({ recorder: wanted })
  panel.frames.ask()
}

/** Forgets all settings but where the panel is, and how large. */
export function resetSettings(panel: Panel): void {
  const { open, dock, height, width } = panel.store.getState()
  panel.store.setState({ ...DEFAULT_SETTINGS, open, dock, height, width })
  configureRecorder(panel, {})
}

/** Forgets what was recorded, and what is shown of it. */
export function clearRecording({ recorder, store }: Panel): void {
  recorder.clear()
  store.setState({ selectedId: undefined, pinnedId: undefined, range: undefined, follow: true, seen: 0 })
}

/** Selects a dispatch and shows its row; the grid no longer follows. */
export function select(panel: Panel, id: number): void {
  leaveLive(panel)
  panel.store.setState({ selectedId: id })
  panel.scroll.reveal(panel.recorder.recording.rowOf(id))
  panel.frames.ask()
}

/** Follows the newest dispatches: in the order of recording, and without an end. */
export function followLive({ store, frames }: Panel): void {
  store.setState({ follow: true, sort: undefined, range: undefined })
  frames.ask()
}

/** Stops following; what comes from now on counts as new. */
export function leaveLive({ store, recorder }: Panel): void {
  if (store.getState().follow) store.setState({ follow: false, seen: recorder.recording.total })
}

/** Puts a text in the filter box; while it can't be understood, what was shown before stays. */
export function setFilter({ store, frames }: Panel, filter: string): void {
  const query = parseQuery(filter)
  store.setState(query.error === undefined ? { filter, query } : { filter })
  frames.ask()
}

/** Whether the filter box says what can't be understood: then what is shown is of another query. */
export function isFilterBroken({ filter, query }: PanelState): boolean {
  return filter !== query.text
}

/** The filter was meant: it is offered again later. */
export function rememberFilter({ store }: Panel): void {
  const { query, recent } = store.getState()
  store.setState({ recent: withRecent(recent, query.text) })
}

/** How many panels show a recorder now. */
const attending = new WeakMap<Recorder, number>()

/**
 * A panel shows the recorder. What is muted, soloed or set to break belongs to those who look: it is undone when the
 * last of them has gone, and no other has come in its place.
 */
export function attend(recorder: Recorder): () => void {
  attending.set(recorder, (attending.get(recorder) ?? 0) + 1)
  return () => {
    attending.set(recorder, (attending.get(recorder) ?? 1) - 1)
    queueMicrotask(() => {
      if (attending.get(recorder) === 0) recorder.control.reset()
    })
  }
}

/** Shows a part of the recording, or all of it. */
export function setRange(panel: Panel, range: Range | undefined): void {
  // What has an end does not follow what comes after it.
  if (range !== undefined) leaveLive(panel)
  panel.store.setState({ range })
  panel.frames.ask()
}

export const PanelContext = createContext<Panel | undefined>(undefined)

export function usePanel(): Panel {
  const panel = useContext(PanelContext)
  if (panel === undefined) throw new Error('This component needs a PanelContext around it')
  return panel
}

/** A piece of the panel's view state. */
export function usePanelState<Selected>(select: (state: PanelState) => Selected): Selected {
  return useStore(usePanel().store, select)
}

/**
 * Renders the component after the recording, or the time that it shows, has changed: ten times a second at most,
 * for numbers and labels.
 */
export function useFrame(): number {
  const { frames } = usePanel()
  return useSyncExternalStore(frames.subscribeCalmly, () => frames.calmCount)
}

/** Renders the component in each frame in which the recording has changed. */
export function useEveryFrame(): number {
  const { frames } = usePanel()
  return useSyncExternalStore(frames.subscribe, () => frames.count)
}

/** Renders the component after the recording has changed, twice a second at most. */
export function usePulse(): number {
  const { pulse } = usePanel()
  return useSyncExternalStore(pulse.subscribe, () => pulse.count)
}
