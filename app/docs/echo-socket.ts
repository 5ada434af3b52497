/** What the example of WebSockets needs of one, with a server in the page that says again what it is told. */
export class EchoSocket extends EventTarget {
  constructor(readonly url: string) {
    super()
    queueMicrotask(() => this.dispatchEvent(new Event('open')))
  }

  send(data: string): void {
    setTimeout(() => this.dispatchEvent(new MessageEvent('message', { data })), 20)
  }
}
