import type { Dock } from '../model/settings.ts'
import { PAYLOAD_MODES, type PanelState, TABS } from '../store.ts'

/** A side of the page. */
export type Side = Exclude<Dock, 'window'>

/** What of a panel's view state is shown again after a reload: what does not hang on what was recorded. */
export type ViewMemory = Pick<PanelState, 'tab' | 'filter' | 'detailsTab' | 'payloadMode'>

/** What a page that comes back has to know of the window that its panel had. */
export interface WindowMemory {
  readonly name: string
  /** Whether the window looks for the page by itself; else the page has to look for it. */
  readonly seeks: boolean
  /** Where the panel goes when the window is closed. */
  readonly side: Side
  readonly view: ViewMemory | undefined
}

const KEY = 'eventscope:window'

/** Reads what the page before has remembered in this tab; undefined where there is nothing, or something broken. */
export function recallWindow(storage: Pick<Storage, 'getItem'> | undefined): WindowMemory | undefined {
  try {
    const stored: unknown = JSON.parse(storage?.getItem(KEY) ?? 'null')
    if (typeof stored !== 'object' || stored === null) return undefined
    const { name, seeks, side, view } = stored as Record<string, unknown>
    if (typeof name !== 'string' || typeof seeks !== 'boolean') return undefined
    return { name, seeks, side: sideOf(side), view: viewFrom(view) }
  } catch {
    return undefined
  }
}

export function rememberWindow(storage: Pick<Storage, 'setItem'> | undefined, memory: WindowMemory): void {
  try {
    storage?.setItem(KEY, JSON.stringify(memory))
  } catch {
    // Storage may be full or forbidden: then the window is not found again by its page.
  }
}

export function forgetWindow(storage: Pick<Storage, 'removeItem'> | undefined): void {
  storage?.removeItem(KEY)
}

/** The tab's storage, where the page may use one. */
export function tabStorage(page: Window): Storage | undefined {
  try {
    return page.sessionStorage
  } catch {
    return undefined
  }
}

export function viewOf({ tab, filter, detailsTab, payloadMode }: ViewMemory): ViewMemory {
  return { tab, filter, detailsTab, payloadMode }
}

function viewFrom(stored: unknown): ViewMemory | undefined {
  if (typeof stored !== 'object' || stored === null) return undefined
  const view = stored as Record<string, unknown>
  return {
    tab: TABS.find((known) => known === view['tab']) ?? 'events',
    filter: typeof view['filter'] === 'string' ? view['filter'] : '',
    detailsTab: typeof view['detailsTab'] === 'string' ? view['detailsTab'] : 'payload',
    payloadMode: PAYLOAD_MODES.find((known) => known === view['payloadMode']) ?? 'whole',
  }
}

function sideOf(stored: unknown): Side {
  return stored === 'left' || stored === 'right' ? stored : 'bottom'
}
