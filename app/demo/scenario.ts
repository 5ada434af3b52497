import type { Wiring } from './listeners/wiring.ts'

/** Something the demo can do by itself, from its menu. */
export interface Scenario {
  readonly hint: string
  /** Registers listeners that only this scenario has, when it first runs: they stay until the shop is disposed of. */
  readonly wire?: (wiring: Wiring) => void
  /** @returns how many dispatches it made, without those that listeners made */
  readonly play: (wiring: Wiring) => number | Promise<number>
}
