/** A worker as browsers, Deno and Bun have it, or one end of a `MessageChannel`. */
export interface WebPort {
  postMessage(message: unknown): void
  addEventListener(type: string, listener: (event: Event) => void): void
  /** Ports of a `MessageChannel` have it. */
  start?(): void
}

/** A worker of `node:worker_threads`. */
export interface NodePort {
  postMessage(message: unknown): void
  on(type: string, listener: (value: unknown) => void): unknown
}

/** A worker, as the page has it. */
export type StreamWorker = (WebPort | NodePort) & { terminate(): unknown }

/** What can be heard of a port. */
export interface Heard {
  message(data: unknown): void
  /** It can't go on. */
  failed?(cause: unknown): void
}

/** Listens to a port of either kind. */
export function listen(port: WebPort | NodePort, heard: Heard): void {
  const { failed } = heard
  if ('addEventListener' in port) {
    port.addEventListener('message', (event) => heard.message((event as MessageEvent).data))
    if (failed !== undefined) {
      port.addEventListener('error', (event) => {
        // It is handled here: without this, it would be an error of the page, too.
        event.preventDefault()
        failed(causeOf(event as ErrorEvent))
      })
      port.addEventListener('messageerror', () => failed(new Error('a message of it could not be read')))
    }
    port.start?.()
    return
  }
  port.on('message', (data) => heard.message(data))
  if (failed === undefined) return
  port.on('error', failed)
  port.on('messageerror', failed)
  port.on('exit', (code) => failed(new Error(`it has exited with code ${String(code)}`)))
}

/** An event of a script that could not be loaded says nothing. */
function causeOf({ error, message, filename, lineno }: Partial<ErrorEvent>): unknown {
  if (error instanceof Error) return error
  if (!message) return new Error('its script could not be loaded')
  return new Error(filename ? `${message} (${filename}:${lineno})` : message)
}
