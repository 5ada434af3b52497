import type { ListenerInfo } from '../../core/index.ts'
import { checkMethod } from '../checks.ts'
import { nameBy, type Observation, observeOnce, type ObserveOptions } from '../observation.ts'
import { replace } from '../replaced.ts'
import { Arrivals, Sending } from '../sending.ts'

/** An `EventClient` of TanStack Devtools: what is used of it. */
export interface ObservableEventClient {
  getPluginId(): string
  emit(event: never, payload: never): void
  on(event: never, listener: never): () => void
  onAll(listener: never): () => void
  onAllPluginEvents(listener: never): () => void
}

interface ClientEvent {
  readonly type: string
  readonly payload: unknown
}

/**
 * Observes an `EventClient` of TanStack Devtools: what it emits, what arrives from others, and the runs of its listeners
 * that are added from now on. Names of its own events are without that of the plugin.
 *
 * Listeners that were there before run as ever, and are not seen.
 * @throws {TypeError} when it is no event client, or for an unknown or ill-typed option
 * @example
 * recorder.attach(observeEventClient(queryClient))
 */
export function observeEventClient(client: ObservableEventClient, options?: ObserveOptions): Observation {
  for (const method of ['getPluginId', 'emit', 'on']) checkMethod('client', client, method)
  const plugin = client.getPluginId()
  return observeOnce(client, { name: nameBy(options, plugin) }, (reporter) => {
    const listeners = new Set<ListenerInfo>()
    const arrivals = new Arrivals()
    let emitted: Sending | undefined
    const nameOf = (type: string): string =>
      type.startsWith(`${plugin}:`) ? type.slice(plugin.length + 1) : type
    const begin = (event: string, payload: unknown): Sending => {
      const heard = [...listeners].filter((listener) => listener.event === '*' || listener.event === event)
      return new Sending(reporter, event, payload, heard.length)
    }
    const emit = replace(client, 'emit', (original, self, args) => {
      const outer = emitted
      const sending = (emitted = begin(String(args[0]), args[1]))
      try {
        return original(self, args)
      } finally {
        emitted = outer
        sending.end()
      }
    })
    /** Replaces a method that adds a listener, which is its argument at an index. */
    const adds = (method: string, at: number) =>
      replace(client, method, (original, self, args) => {
        const listener = args[at]
        if (typeof listener !== 'function') return original(self, args)
        const info = reporter.added(at === 0 ? '*' : String(args[0]), listener as () => void)
        listeners.add(info)
        const stand = (event: ClientEvent): unknown => {
          const call = (): unknown => Reflect.apply(listener, undefined, [event])
          if (!listeners.has(info)) return call()
          return sendingOf(event).run(info, call)
        }
        const undo = original(self, args.with(at, stand)) as () => unknown
        return () => {
          listeners.delete(info)
          reporter.removed(info)
          return undo()
        }
      })
    /** What comes while something is emitted is that; else it comes from somebody else, to all listeners. */
    const sendingOf = (event: ClientEvent): Sending =>
      emitted ?? arrivals.get(event) ?? arrivals.start(event, begin(nameOf(event.type), event.payload))
    const replaced = [emit, adds('on', 1), adds('onAll', 0), adds('onAllPluginEvents', 0)]
    return () => {
      listeners.clear()
      for (const one of replaced) one.undo()
    }
  })
}
