import { nameBy, type Observation, observeOnce, type ObserveOptions, Sending } from '../../core/index.ts'

/** A middleware for a store of Redux, of whatever state and actions. */
export type ActionsMiddleware = (
  api: object,
) => (next: (action: unknown) => unknown) => (action: unknown) => unknown

/** Made by `observeActions()`. */
export interface ActionsObservation extends Observation {
  /** Goes into the store. Detached, it only passes on. */
  readonly middleware: ActionsMiddleware
}

/**
 * Observes the actions of a Redux store by a middleware: each is a dispatch, by its type, with the action as payload. The
 * rest of the store is its one listener: what comes after the middleware, reducers, subscribers. What is dispatched in
 * there has the action as its parent. Placed first, it sees thunks as well, by their names, and what they dispatch before
 * their first `await` is theirs; placed last, only what reaches the reducers.
 * @throws {TypeError} for an unknown or ill-typed option
 * @example
 * const actions = observeActions({ name: 'shop' })
 * const store = configureStore({ reducer, middleware: (defaults) => defaults().prepend(actions.middleware) })
 * recorder.attach(actions)
 */
export function observeActions(options?: ObserveOptions): ActionsObservation {
  let middleware: ActionsMiddleware = () => (next) => next
  const observation = observeOnce({}, { kind: 'redux', name: nameBy(options, 'redux') }, (reporter) => {
    let isActive = true
    const { store } = { store: () => undefined }
    const listener = reporter.added('*', store)
    middleware =
      () =>
      (next) =>
      (action, ...more: unknown[]) => {
        // Some give more than the action along.
        const pass = (): unknown => Reflect.apply(next, undefined, [action, ...more])
        if (!isActive) return pass()
        const sending = new Sending(reporter, eventOf(action), payloadOf(action), 1)
        let result: unknown
        sending.during(() =>
          sending.run(listener, () => {
            // It is the caller's: a promise there is not waited for, as that would handle its rejection.
            result = pass()
          }),
        )
        return result
      }
    return () => {
      isActive = false
    }
  })
  return { ...observation, middleware }
}

function eventOf(action: unknown): string {
  if (typeof action === 'function') return action.name || 'thunk'
  const type = (action as { type?: unknown } | null | undefined)?.type
  return typeof type === 'string' ? type : 'action'
}

/** Of a thunk there is nothing to see. */
function payloadOf(action: unknown): unknown {
  return typeof action === 'function' ? undefined : action
}
