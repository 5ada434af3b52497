import { createBus, type DispatchContext } from 'eventscope'
import { createRecorder } from 'eventscope/recorder'
import { type Frame, parseStack } from './parse.ts'

/** A frame's place in the script, as a key; undefined where the engine gives none. */
export function placeKey({ url, line, column }: Frame): string | undefined {
  return url === undefined || column === undefined ? undefined : `${url}:${line}:${column}`
}

/**
 * The places in this library that stacks go through, for a bundle without a source map, where nothing else tells the
 * library from the page. They are found on a bus of its own: the frames between a call, and what the recorder saw of
 * it, are the library's. Places match to the column, so that nothing of the page's can be taken for the library's.
 */
export function libraryPlaces(): ReadonlySet<string> {
  const places = new Set<string>()
  const bus = createBus({ name: 'eventscope', onError: () => {} })
  const recorder = createRecorder({ stacks: 'on', capture: 'none', capacity: 16 })
  const detach = recorder.attach(bus)
  const { recording } = recorder
  const learn = (call: () => unknown, newest: () => { readonly stack: string | undefined } | undefined) => {
    const outside = parseStack(new Error().stack ?? '').length
    call()
    const frames = parseStack(newest()?.stack ?? '')
    // The last ones are `call`, this function, and what called it.
    for (const frame of frames.slice(0, Math.max(0, frames.length - outside - 1))) {
      const key = placeKey(frame)
      if (key !== undefined) places.add(key)
    }
  }
  const listener = () => recording.listeners.at(-1)
  const dispatch = () => recording.at(recording.size - 1)
  const event = bus.event('place')
  const dispatchAgain = (_: unknown, context: DispatchContext<object>) => context.dispatch('again', undefined)
  const nothing = () => {}

  learn(() => bus.dispatch('place', undefined), dispatch)
  learn(() => event.dispatch(undefined), dispatch)
  learn(() => bus.on('place', nothing), listener)
  learn(() => bus.once('place', nothing), listener)
  learn(() => bus.onAny(nothing), listener)
  learn(() => bus.register({ event: 'place', handle: nothing }), listener)
  learn(() => event.on(nothing), listener)
  learn(() => event.once(nothing), listener)
  bus.on('place', dispatchAgain as never)
  learn(() => bus.dispatch('place', undefined), dispatch)
  detach()
  return places
}
