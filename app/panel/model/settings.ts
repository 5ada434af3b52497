import { loadRecorderSettings, type RecorderSettings } from './recorder-settings.ts'
import { COLUMN_IDS, type ColumnId } from './sort.ts'

/** What the panel remembers of a page's origin. */
export interface Settings {
  readonly theme: Theme
  readonly density: Density
  readonly open: boolean
  /** Where the panel is: at a side of the page, or in a window of its own. */
  readonly dock: Dock
  /** Height of the panel docked at the bottom, px. */
  readonly height: number
  /** Width of the panel docked at the right or the left, px. */
  readonly width: number
  /** Whether the strip of the whole recording is shown. */
  readonly overview: boolean
  /** Synchronous time from which a run or a dispatch is slow, ms. */
  readonly slowMs: number
  /** Wait from which it is long, ms. */
  readonly longWaitMs: number
  readonly hiddenColumns: readonly ColumnId[]
  readonly columnWidths: Readonly<Record<string, number>>
  /** The last queries, newest first. */
  readonly recent: readonly string[]
  /** What the recorder does otherwise than the page has told it. */
  readonly recorder: RecorderSettings
}

export type Theme = 'system' | 'dark' | 'light'
export const THEMES: readonly Theme[] = ['system', 'light', 'dark']

export type Density = 'compact' | 'comfortable'
export const DENSITIES: readonly Density[] = ['compact', 'comfortable']

/** Where the panel is: at a side of its page, or in a window of its own. */
export type Dock = 'bottom' | 'right' | 'left' | 'window'
export const DOCKS: readonly Dock[] = ['bottom', 'right', 'left', 'window']

export const DEFAULT_SETTINGS: Settings = {
  theme: 'system',
  density: 'compact',
  open: true,
  dock: 'bottom',
  height: 320,
  width: 420,
  overview: true,
  slowMs: 16,
  longWaitMs: 1_000,
  hiddenColumns: ['origin'],
  columnWidths: {},
  recent: [],
  recorder: {},
}
/** Queries that are remembered. */
export const MAX_RECENT = 12
export const MIN_HEIGHT = 160
export const MIN_WIDTH = 280

const KEY = 'eventscope:panel'

/** What a page says of a panel that nobody has opened, closed or moved yet. */
export type InitialSettings = Partial<Pick<Settings, 'open' | 'dock'>>

/** Reads the settings; a value that is missing or broken has its default. */
export function loadSettings(
  storage: Pick<Storage, 'getItem'> | undefined,
  initial: InitialSettings = {},
): Settings {
  const standard: Settings = { ...DEFAULT_SETTINGS, ...initial }
  try {
    const stored: unknown = JSON.parse(storage?.getItem(KEY) ?? '{}')
    const {
      theme,
      density,
      open,
      dock,
      height,
      width,
      overview,
      slowMs,
      longWaitMs,
      hiddenColumns,
      columnWidths,
      recent,
      recorder,
    } = (stored ?? {}) as Record<string, unknown>
    return {
      theme: THEMES.find((known) => known === theme) ?? standard.theme,
      density: DENSITIES.find((known) => known === density) ?? standard.density,
      open: typeof open === 'boolean' ? open : standard.open,
      dock: DOCKS.find((known) => known === dock) ?? standard.dock,
      height: numberFrom(MIN_HEIGHT, height) ?? standard.height,
      width: numberFrom(MIN_WIDTH, width) ?? standard.width,
      overview: typeof overview === 'boolean' ? overview : standard.overview,
      slowMs: numberFrom(0, slowMs) ?? standard.slowMs,
      longWaitMs: numberFrom(0, longWaitMs) ?? standard.longWaitMs,
      hiddenColumns: Array.isArray(hiddenColumns)
        ? COLUMN_IDS.filter((id) => id !== 'event' && hiddenColumns.includes(id))
        : standard.hiddenColumns,
      columnWidths: Object.fromEntries(
        Object.entries(columnWidths ?? {}).filter(([, width]) => numberFrom(1, width) !== undefined),
      ),
      recent: listOf(recent)
        .filter((query) => typeof query === 'string')
        .slice(0, MAX_RECENT),
      recorder: loadRecorderSettings(recorder),
    }
  } catch {
    return standard
  }
}

function numberFrom(least: number, value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) && value >= least ? value : undefined
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/** What of a panel's state is remembered. */
export function settingsOf(state: Settings): Settings {
  const kept = Object.keys(DEFAULT_SETTINGS) as (keyof Settings)[]
  return Object.fromEntries(kept.map((key) => [key, state[key]])) as unknown as Settings
}

export function saveSettings(storage: Pick<Storage, 'setItem'> | undefined, settings: Settings): void {
  try {
    storage?.setItem(KEY, JSON.stringify(settings))
  } catch {
    // Storage may be full or forbidden; the panel works without a memory.
  }
}

/** The page's storage, where the page may use one. */
export function pageStorage(): Storage | undefined {
  try {
    return globalThis.localStorage
  } catch {
    return undefined
  }
}
