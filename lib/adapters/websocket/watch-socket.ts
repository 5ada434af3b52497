import type { Reporter } from '../../core/index.ts'
import { type ListenerTarget, watchTarget } from '../event-target.ts'
import { describeData, watchCalls } from '../message.ts'

/** A `WebSocket`: what is used of it. */
export interface ObservableSocket extends ListenerTarget {
  readonly url: string
  send(data: never): void
}

/** Tells of what one socket does. */
export function watchSocket(socket: ObservableSocket, reporter: Reporter): () => void {
  const handled = ['open', 'message', 'error', 'close']
  const restore = watchTarget(socket, reporter, {
    heard: handled,
    handled,
    payload: (event) => {
      const { url } = socket
      if ('data' in event) return { url, data: describeData(event.data) }
      return 'code' in event ? { url, code: event.code, reason: (event as CloseEvent).reason } : { url }
    },
  })
  const sent = watchCalls(socket, 'send', reporter, ([data]) => ({
    url: socket.url,
    data: describeData(data),
  }))
  return () => {
    sent.undo()
    restore()
  }
}
