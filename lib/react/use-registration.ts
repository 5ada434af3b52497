import { useEffect, useInsertionEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { Listener, ListenerOptions } from '../core/index.ts'
import { checkListener, checkOptions } from './check.ts'
import { Kept } from './kept.ts'
import { ownerOfRender } from './owner.ts'
import type { Place } from './place.ts'

/** React 18 warns of layout effects on a server, where no effect ever runs. */
const useShownEffect = typeof window === 'undefined' ? useEffect : useLayoutEffect

/** Keeps a listener registered while the component is there and not hidden: see `useListener`. */
export function useRegistration(
  { source, event, register }: Place,
  listener: Listener<unknown>,
  options: ListenerOptions | undefined,
): void {
  checkListener(listener)
  checkOptions(options)
  const latest = useRef(listener)
  // Before the effects of the commit that can dispatch, and never for a render that is thrown away.
  useInsertionEffect(() => {
    latest.current = listener
  })
  const [component] = useState(ownerOfRender)
  const { async, name, once, owner = component, signal, timeout } = options ?? {}
  const kept = useMemo(
    () => {
      const run: Listener<unknown> = (payload, dispatch) => {
        if (once) kept.spend()
        return latest.current(payload, dispatch)
      }
      const called = name || listener.name || 'anonymous'
      const kept = new Kept(() => register(run, { ...options, name: called, owner }))
      return kept
    },
    // By value: the options are another object in each render, and another listener is the same registration.
    // oxlint-disable-next-line react/exhaustive-deps -- as said
    [source, event, async, name, once, owner, signal, timeout],
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
