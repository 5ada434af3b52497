import type { Subscription } from './types.ts'

// Not every browser has `Symbol.dispose` yet; its polyfills register it, so this still finds the same symbol.
const dispose: typeof Symbol.dispose =
  Symbol.dispose ?? (Symbol.for('Symbol.dispose') as typeof Symbol.dispose)

/** A subscription that calls `undo` once, however often it is called. */
export function disposable(undo: () => void): Subscription {
  let left: (() => void) | undefined = undo
  return asSubscription(() => {
    const last = left
    left = undefined
    last?.()
  })
}

/** Makes a subscription of a function that may be called more than once. */
export function asSubscription(undo: () => void): Subscription {
  const subscription: { (): void; [dispose]?: () => void } = undo
  subscription[dispose] = undo
  return subscription as Subscription
}
