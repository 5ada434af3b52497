import type { Reporter } from '../../core/index.ts'
import type { ListenerTarget } from '../event-target.ts'
import { watchMessages } from '../message.ts'

/** A `WebSocket`: what is used of it. */
export interface ObservableSocket extends ListenerTarget {
  readonly url: string
  send(data: never): void
}

/** Tells of what one socket does. */
export function watchSocket(socket: ObservableSocket, reporter: Reporter): () => void {
  const handled = ['open', 'message', 'error', 'close']
  return watchMessages(socket, reporter, {
    heard: handled,
    handled,
    methods: ['send'],
    payload: (data, event) => {
      const { url } = socket
      if (event === undefined || 'data' in event) return { url, data }
      return 'code' in event ? { url, code: event.code, reason: (event as CloseEvent).reason } : { url }
    },
  })
}
