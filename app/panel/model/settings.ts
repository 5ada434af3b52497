/** What the panel remembers of a page's origin. */
export interface Settings {
  readonly theme: Theme
  readonly open: boolean
  /** Height of the dock, px. */
  readonly height: number
}

export type Theme = 'system' | 'dark' | 'light'
export const THEMES: readonly Theme[] = ['system', 'light', 'dark']

export const DEFAULT_SETTINGS: Settings = { theme: 'system', open: true, height: 320 }
export const MIN_HEIGHT = 160

const KEY = 'eventscope:panel'

/** Reads the settings; a value that is missing or broken has its default. */
export function loadSettings(storage: Pick<Storage, 'getItem'> | undefined): Settings {
  try {
    const stored: unknown = JSON.parse(storage?.getItem(KEY) ?? '{}')
    const { theme, open, height } = (stored ?? {}) as Record<string, unknown>
    return {
      theme: THEMES.find((known) => known === theme) ?? DEFAULT_SETTINGS.theme,
      open: typeof open === 'boolean' ? open : DEFAULT_SETTINGS.open,
      height:
        Number.isFinite(height) && Number(height) >= MIN_HEIGHT ? Number(height) : DEFAULT_SETTINGS.height,
    }
  } catch {
    return DEFAULT_SETTINGS
  }
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
