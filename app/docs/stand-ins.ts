// What examples need of a server, which their page has none of. They stand in the place of the browser's classes, so that
// an example is what a page would have.

/** Its server says again what it is told. */
class EchoSocket extends EventTarget {
  readonly url: string

  constructor(url: string | URL) {
    super()
    this.url = String(url)
    queueMicrotask(() => this.dispatchEvent(new Event('open')))
  }

  send(data: string): void {
    setTimeout(() => this.dispatchEvent(new MessageEvent('message', { data })), 20)
  }
}

/** Its server hears of each press of the page's button, and sends what was added. */
class CartSource extends EventTarget {
  readonly url: string
  private readonly closed = new AbortController()

  constructor(url: string | URL) {
    super()
    this.url = String(url)
    queueMicrotask(() => this.dispatchEvent(new Event('open')))
    const data = JSON.stringify({ sku: 'lamp', quantity: 1 })
    document
      .querySelector('button')
      ?.addEventListener(
        'click',
        () => this.dispatchEvent(new MessageEvent('message', { data })),
        this.closed,
      )
  }

  close(): void {
    this.closed.abort()
  }
}

/** Called before an example runs. */
export function installStandIns(example: string): void {
  if (example === 'websocket.ts') Object.assign(globalThis, { WebSocket: EchoSocket })
  if (example === 'event-source.ts') Object.assign(globalThis, { EventSource: CartSource })
}
