import type { Subscription } from './types.ts'

// Not every browser has `Symbol.dispose` yet; its polyfills register it, so this still finds the same symbol.
const dispose: typeof Symbol.dispose =
  Symbol.dispose ?? (Symbol.for('Symbol.dispose') as typeof Symbol.dispose)

/** A subscription that calls `undo` once, however often it is called. It lets go of it then. */
export function disposable(undo: () => void): Subscription {
  let left: (() => void) | undefined = undo
  const subscription: { (): void; [dispose]?: () => void } = () => {
    const last = left
    left = undefined
    last?.()
  }
  subscription[dispose] = subscription
  return subscription as Subscription
}
