import type { ServerResponse } from 'node:http'

/**
 * Sends an answer as fast as the client takes it. One that has taken nothing for `stallTimeout` ms is disconnected.
 * Resolves when all is sent, or the client has gone away.
 */
export async function sendResponse(
  response: Response,
  outgoing: ServerResponse,
  stallTimeout: number,
): Promise<void> {
  const { status, statusText, headers, body } = response
  outgoing.statusCode = status
  if (statusText !== '') outgoing.statusMessage = statusText
  for (const [name, value] of headers) if (name !== 'set-cookie') outgoing.setHeader(name, value)
  const cookies = headers.getSetCookie()
  if (cookies.length > 0) outgoing.setHeader('set-cookie', cookies)
  if (body !== null) {
    // A stream of events says nothing at first, and is to be known as open.
    outgoing.flushHeaders()
    await pour(body as ReadableStream<Uint8Array>, outgoing, stallTimeout)
  }
  outgoing.end()
  await happened(outgoing, 'finish', stallTimeout)
}

async function pour(
  body: ReadableStream<Uint8Array>,
  outgoing: ServerResponse,
  stallTimeout: number,
): Promise<void> {
  const reader = body.getReader()
  const cancel = (): void => void reader.cancel().catch(() => undefined)
  if (outgoing.destroyed) cancel()
  outgoing.once('close', cancel)
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      if (!outgoing.write(value)) await happened(outgoing, 'drain', stallTimeout)
    }
  } finally {
    outgoing.off('close', cancel)
  }
}

/** Waits for an event, or for the end of the connection, which comes if the event does not. */
function happened(outgoing: ServerResponse, event: 'drain' | 'finish', stallTimeout: number): Promise<void> {
  return new Promise((resolve) => {
    const finish = (): void => {
      clearTimeout(timer)
      outgoing.off(event, finish)
      outgoing.off('close', finish)
      resolve()
    }
    const timer = setTimeout(() => outgoing.destroy(), stallTimeout)
    outgoing.once(event, finish)
    outgoing.once('close', finish)
    if (outgoing.destroyed || (event === 'finish' && outgoing.writableFinished)) finish()
  })
}
