import type { Connect } from './connection.ts'

/** What is needed of `EventSource`. */
export interface EventSourceLike {
  addEventListener(type: string, listener: (event: Event) => void): void
  close(): void
}

/** `EventSource`, or what stands in for it. */
export type EventSourceConstructor = new (
  url: string,
  init?: { withCredentials?: boolean },
) => EventSourceLike

/** The types of event that an endpoint sends. */
const TYPES = ['message', 'gap', 'cut'] as const

/**
 * By `EventSource`. It would connect again by itself, at a fixed pace and only after some failures, so the first one
 * ends it here.
 */
export function nativeSource(Source: EventSourceConstructor, withCredentials: boolean): Connect {
  return (url, listener) => {
    const source = new Source(url, { withCredentials })
    let over = false
    source.addEventListener('open', () => {
      if (!over) listener.open()
    })
    for (const type of TYPES) {
      source.addEventListener(type, (event) => {
        const { data, lastEventId } = event as MessageEvent<string>
        if (!over) listener.event(type, data, lastEventId === '' ? undefined : lastEventId)
      })
    }
    source.addEventListener('error', () => {
      if (over) return
      over = true
      source.close()
      listener.lost('the event stream is lost, or was refused: EventSource does not tell which')
    })
    return {
      close: () => {
        over = true
        source.close()
      },
    }
  }
}
