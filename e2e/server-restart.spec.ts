import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { freePort } from '../.ci/port.mjs'
import { PanelPage } from './pages/panel.ts'
import { expect, order, ordersElsewhere, test } from './support/shoppers.ts'

const SERVER = fileURLToPath(new URL('../.ci/demo-server.mjs', import.meta.url))

/** `npm run demo:server`, always on the same port. */
class DemoServer {
  readonly port = freePort()
  readonly url = `http://127.0.0.1:${this.port}`
  private child: ChildProcess | undefined

  async start(): Promise<void> {
    const child = spawn(process.execPath, [SERVER, '--port', String(this.port)], {
      env: { ...process.env, REDIS_URL: '' },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    this.child = child
    let said = ''
    child.stdout.on('data', (chunk) => (said += String(chunk)))
    await expect.poll(() => said, { timeout: 30_000 }).toContain('The shop is at')
  }

  /** At once, as when the machine goes. */
  async kill(): Promise<void> {
    const { child } = this
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
  }
}

test('pages find a server again that was killed and comes back, by the EventSource of the browser', async ({
  shopper,
}) => {
  // It starts a server twice.
  test.slow()
  const server = new DemoServer()
  await server.start()
  try {
    const [one, other] = [await shopper(server), await shopper(server)]
    const streams: string[] = []
    one.on('request', (request) => {
      if (request.url().includes('/events?')) streams.push(request.resourceType())
    })
    await order(one)
    await expect(ordersElsewhere(other)).toHaveText([/NW-1001/])

    await server.kill()
    const panels = [new PanelPage(one), new PanelPage(other)]
    for (const { sources } of panels) {
      await sources.open()
      await expect(sources.popover).toContainText(/down\s*http\s*since/)
      await expect(sources.popover).toContainText('the event stream is lost')
    }
    await server.start()
    for (const { sources } of panels) {
      // The longer it was away, the longer the pauses between tries have become; this ends one.
      await sources.popover.page().evaluate(() => window.dispatchEvent(new Event('online')))
      await expect(sources.popover).toContainText(/open\s*http\s*since/)
      // What the one before has sent, this one can't know; that is said for a moment.
      await expect(sources.earlier('http')).toContainText([
        /messages were missed/,
        /the event stream is lost/,
      ])
      await sources.closeButton.click()
    }
    expect(new Set(streams)).toEqual(new Set(['eventsource']))

    // Each hears the other as before, and nothing comes again.
    await order(other)
    await expect(ordersElsewhere(one)).toHaveText([/NW-1002/])
    await expect(ordersElsewhere(other)).toHaveText([/NW-1001/])
  } finally {
    await server.kill()
  }
})
