import type { Work } from './work.ts'

/** One event and its listeners; `add` returns what removes again. */
export interface Roster {
  add(listener: () => void): () => void
  /** Calls them. */
  dispatch(): void
  /** Where it fails when a listener is removed while the listeners are called. */
  readonly failsMidDispatch?: boolean
}

/** One emitter or tool, in all the parts of the benchmark that it can take. */
export interface Subject {
  readonly name: string
  /** A dispatch to so many listeners, nobody observing. */
  dispatch?(listeners: number): Work
  /** One event's listeners. */
  roster?(): Roster
  /** A dispatch to three listeners that leaves a record, keeping so many if it forgets any. */
  readonly recorded?: Readonly<Record<string, (kept: number) => Work>>
  /** A dispatch to three listeners that keeps the given payload as it is at that moment. */
  readonly captured?: Readonly<Record<string, (payload: unknown) => Work>>
}
