import type { Recorder } from 'eventscope/recorder'
import { createContext, useContext, useSyncExternalStore } from 'react'
import { createStore, type StoreApi, useStore } from 'zustand'
import { Frames } from './model/frames.ts'
import { GridScroll } from './model/grid-scroll.ts'
import { Pulse } from './model/pulse.ts'
import { RowIndex } from './model/row-index.ts'
import { loadSettings, pageStorage, saveSettings, type Settings } from './model/settings.ts'
import type { ColumnId, Sort } from './model/sort.ts'

/** What a panel shows of its recording: view state only, never data. */
export interface PanelState extends Settings {
  readonly selectedId: number | undefined
  readonly filter: string
  readonly sort: Sort | undefined
  /** Whether the grid keeps the newest event in view. */
  readonly follow: boolean
  /** How many dispatches had been recorded when the user stopped following. */
  readonly seen: number
  readonly detailsTab: string
  readonly hiddenColumns: readonly ColumnId[]
  readonly columnWidths: Readonly<Record<string, number>>
}

/** One panel: a recorder, what is shown of it, and when. */
export interface Panel {
  readonly recorder: Recorder
  readonly store: StoreApi<PanelState>
  readonly frames: Frames
  readonly pulse: Pulse
  readonly rows: RowIndex
  readonly scroll: GridScroll
  /** Where menus and other things that float are put. */
  readonly portal: ShadowRoot | HTMLElement | undefined
}

export function createPanel(recorder: Recorder, portal?: ShadowRoot | HTMLElement): Panel {
  const storage = pageStorage()
  const store = createStore<PanelState>(() => ({
    ...loadSettings(storage),
    selectedId: undefined,
    filter: '',
    sort: undefined,
    follow: true,
    seen: 0,
    detailsTab: 'payload',
    hiddenColumns: [],
    columnWidths: {},
  }))
  store.subscribe(({ theme, open, height }, before) => {
    if (theme === before.theme && open === before.open && height === before.height) return
    saveSettings(storage, { theme, open, height })
  })
  const { recording } = recorder
  const rows = new RowIndex(recording)
  const frames = new Frames(recording)
  const pulse = new Pulse(recording)
  return { recorder, store, frames, pulse, rows, scroll: new GridScroll(rows), portal }
}

/** Selects a dispatch and shows its row; the grid no longer follows. */
export function select(panel: Panel, id: number): void {
  leaveLive(panel)
  panel.store.setState({ selectedId: id })
  panel.scroll.reveal(panel.recorder.recording.rowOf(id))
  panel.frames.ask()
}

/** Stops following; what comes from now on counts as new. */
export function leaveLive({ store, recorder }: Panel): void {
  if (store.getState().follow) store.setState({ follow: false, seen: recorder.recording.total })
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
