import { useEffect, useInsertionEffect, useLayoutEffect, useMemo, useRef } from 'react'
import type { Listener, ListenerOptions } from '../core/index.ts'
import { checkListener, checkOptions } from './check.ts'
import { Kept } from './kept.ts'
import { callerOf, type Hook } from './owner.ts'
import type { Place } from './place.ts'

/** React 18 warns of layout effects on a server, where no effect ever runs. */
const useShownEffect = typeof window === 'undefined' ? useEffect : useLayoutEffect

/**
 * Keeps a listener registered while the component is there and not hidden: see `useListener`.
 * @param hook what the page has called: the place of its call is that of the registration
 */
export function useRegistration(
  { source, event, register }: Place,
  listener: Listener<unknown>,
  options: ListenerOptions | undefined,
  hook: Hook,
): void {
  checkListener(listener)
  checkOptions(options)
  const latest = useRef(listener)
  // Before the effects of the commit that can dispatch, and never for a render that is thrown away.
  useInsertionEffect(() => {
    latest.current = listener
  })
  const { async, managed = true, name, once, owner, signal, stack, timeout } = options ?? {}
  const kept = useMemo(
    () => {
      const run: Listener<unknown> = (payload, dispatch) => {
        if (once) kept.spend()
        return latest.current(payload, dispatch)
      }
      const called = name || listener.name || 'anonymous'
      // While rendering: in the effect that registers, who called is no longer on the stack.
      const caller = callerOf(hook)
      const from = { owner: owner ?? caller.owner, stack: stack ?? caller.stack }
      const kept = new Kept(() => register(run, { ...options, ...from, managed, name: called }))
      return kept
    },
    // By value: the options are another object in each render, and another listener is the same registration.
    // oxlint-disable-next-line react/exhaustive-deps -- as said
    [source, event, async, managed, name, once, owner, signal, stack, timeout],
  )
  useInsertionEffect(() => {
    kept.arrive()
    return () => kept.leave()
  }, [kept])
  useShownEffect(() => {
    kept.hold()
    return () => kept.release()
  }, [kept])
  useEffect(() => {
    kept.hold()
    return () => kept.release()
  }, [kept])
}
