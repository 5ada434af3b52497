import { failureText, readAnswer } from './answer.ts'
import type { Connect, ConnectionListener } from './connection.ts'
import type { Requester } from './requester.ts'
import { SseParser } from './sse-parser.ts'

/** By `fetch`, which can send headers, and exists where `EventSource` does not. */
export function fetchSource(requester: Requester, maxLength: number): Connect {
  return (url, listener) => {
    const controller = new AbortController()
    void read(requester, url, listener, maxLength, controller.signal)
    return { close: () => controller.abort() }
  }
}

async function read(
  requester: Requester,
  url: string,
  listener: ConnectionListener,
  maxLength: number,
  signal: AbortSignal,
): Promise<void> {
  let reason = 'the server ended the event stream'
  try {
    const init: RequestInit = { headers: { accept: 'text/event-stream' }, cache: 'no-store' }
    const response = await requester.request(url, init, signal)
    const { body } = response
    if (response.status === 200 && body !== null && isEventStream(response)) {
      if (!signal.aborted) listener.open()
      await readEvents(body, listener, new SseParser(maxLength), signal)
    } else {
      reason = await refusal(response)
    }
  } catch (failure) {
    reason = `the event stream is lost: ${failureText(failure)}`
  }
  if (!signal.aborted) listener.lost(reason)
}

async function readEvents(
  body: ReadableStream<Uint8Array>,
  listener: ConnectionListener,
  parser: SseParser,
  signal: AbortSignal,
): Promise<void> {
  const reader = body.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done || signal.aborted) return
    const events = parser.push(value)
    for (const { type, data, id } of events) {
      if (signal.aborted) return
      listener.event(type, data, id)
    }
    if (!signal.aborted) listener.alive(parser.lastId, parser.retry)
  }
}

function isEventStream(response: Response): boolean {
  return /^text\/event-stream\s*(;|$)/i.test(response.headers.get('content-type') ?? '')
}

async function refusal(response: Response): Promise<string> {
  const { error } = await readAnswer(response)
  if (response.status === 200) return 'the server answered with something else than an event stream'
  return `the server answered ${response.status} to the event stream${error === undefined ? '' : `: ${error}`}`
}
