import { replaceMethods } from '../../core/index.ts'
import { bytesOf, normalized } from './request-facts.ts'
import type { Watch } from './watch-requests.ts'
import type { WatchedRequest } from './watched-request.ts'

/** What was asked for with `open`. */
interface Opened {
  readonly method: string
  readonly url: URL
}

/** Tells of what goes through `XMLHttpRequest`, also of one that was made before. */
export const watchXhr: Watch = (scope, begin) => {
  const prototype = scope.XMLHttpRequest?.prototype
  if (prototype === undefined) return () => undefined
  const opened = new WeakMap<object, Opened>()
  const underWay = new WeakMap<object, WatchedRequest>()
  const undoOpen = replaceMethods(prototype, ['open'], (inner, args, self) => {
    const result = inner()
    const target = self as XMLHttpRequest
    // To open it anew ends what was under way, and nobody is told.
    underWay.get(target)?.fail(new Error('the request was opened anew before it was answered'), true)
    underWay.delete(target)
    const [method, url] = args
    const address = url instanceof URL ? url.href : url
    const base = scope.location?.href
    if (typeof method === 'string' && typeof address === 'string' && URL.canParse(address, base))
      opened.set(target, { method: normalized(method), url: new URL(address, base) })
    else opened.delete(target)
    return result
  })
  const undoSend = replaceMethods(prototype, ['send'], (inner, args, self) => {
    const target = self as XMLHttpRequest
    const facts = opened.get(target)
    opened.delete(target)
    const request = begin(() => facts && { ...facts, bytes: bytesOf(args[0]) })
    if (request === undefined) return inner()
    underWay.set(target, request)
    const stop = follow(target, request)
    try {
      return inner()
    } catch (error) {
      stop()
      request.fail(error)
      throw error
    }
  })
  return () => {
    undoSend()
    undoOpen()
  }
}

/** Tells how a request ends. */
function follow(xhr: XMLHttpRequest, request: WatchedRequest): () => void {
  const ends = ['load', 'error', 'abort', 'timeout'] as const
  const end = (event: Event): void => {
    stop()
    if (event.type === 'load') request.finish(xhr.status, (event as ProgressEvent).loaded)
    else request.fail(new Error(FAILURES[event.type]), event.type === 'abort')
  }
  const stop = (): void => {
    for (const type of ends) xhr.removeEventListener(type, end)
  }
  for (const type of ends) xhr.addEventListener(type, end)
  return stop
}

const FAILURES: Readonly<Record<string, string>> = {
  error: 'the server could not be reached, or does not let this page know its answer',
  abort: 'the request was aborted',
  timeout: 'there was no answer within the timeout of the request',
}
