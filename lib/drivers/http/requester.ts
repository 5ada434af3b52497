import type { HttpDriverOptions } from './options.ts'

/** Says to `eventscope/adapters/network` that nobody is to be told of a request: it would be told by another one. */
const OWN = Symbol.for('eventscope.own-request')

/** Makes the requests of a driver: with its headers, its credentials and its `fetch`. */
export class Requester {
  constructor(private readonly options: HttpDriverOptions) {}

  async request(url: string, init: RequestInit, signal: AbortSignal): Promise<Response> {
    const headers = new Headers(init.headers)
    for (const [name, value] of await this.extraHeaders(signal)) headers.set(name, value)
    const { credentials = 'same-origin', fetch = globalThis.fetch } = this.options
    // Called without an object: the browser's fetch insists on that.
    return fetch(url, Object.assign({ ...init, headers, credentials, signal }, { [OWN]: true }))
  }

  private async extraHeaders(signal: AbortSignal): Promise<Headers> {
    const { headers } = this.options
    if (typeof headers !== 'function') return new Headers(headers)
    return new Headers(await unlessAborted(Promise.resolve(headers()), signal))
  }
}

/** What a promise gives, or the reason of the signal if that aborts first. */
function unlessAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason as Error)
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort, { once: true })
    promise.finally(() => signal.removeEventListener('abort', abort)).then(resolve, reject)
  })
}
