import {
  Arrivals,
  checkObserved,
  type ListenerInfo,
  nameBy,
  type Observation,
  observeOnce,
  type ObserveOptions,
  replaceMethods,
  Sending,
} from '../../core/index.ts'

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
  checkObserved('client', client, 'getPluginId', 'emit', 'on')
  const plugin = client.getPluginId()
  return observeOnce(client, { kind: 'tanstack', name: nameBy(options, plugin) }, (reporter) => {
    const listeners = new Set<ListenerInfo>()
    const arrivals = new Arrivals()
    let emitted: Sending | undefined
    const nameOf = (type: string): string =>
      type.startsWith(`${plugin}:`) ? type.slice(plugin.length + 1) : type
    const begin = (event: string, payload: unknown): Sending => {
      const heard = [...listeners].filter((listener) => listener.event === '*' || listener.event === event)
      return new Sending(reporter, event, payload, heard.length)
    }
    const undoEmit = replaceMethods(client, ['emit'], (inner, [event, payload]) => {
      const outer = emitted
      const sending = (emitted = begin(String(event), payload))
      try {
        return sending.during(inner)
      } finally {
        emitted = outer
      }
    })
    const undo = replaceMethods(
      client,
      ['on', 'onAll', 'onAllPluginEvents'],
      (inner, args, _self, method) => {
        const at = method === 'on' ? 1 : 0
        const listener = args[at]
        if (typeof listener !== 'function') return inner()
        const info = reporter.added(at === 0 ? '*' : String(args[0]), listener as () => void)
        listeners.add(info)
        const stand = (event: ClientEvent): unknown => {
          const call = (): unknown => Reflect.apply(listener, undefined, [event])
          if (!listeners.has(info)) return call()
          return sendingOf(event).run(info, call)
        }
        const off = inner(args.with(at, stand)) as () => unknown
        return () => {
          listeners.delete(info)
          reporter.removed(info)
          return off()
        }
      },
    )
    /** What comes while something is emitted is that; else it comes from somebody else, to all listeners. */
    const sendingOf = (event: ClientEvent): Sending =>
      emitted ?? arrivals.get(event) ?? arrivals.start(event, begin(nameOf(event.type), event.payload))
    return () => {
      listeners.clear()
      undoEmit()
      undo()
    }
  })
}
