import { createDevTools } from '@redux-devtools/core'
import { InspectorMonitor } from '@redux-devtools/inspector-monitor'
import { createRoot } from 'react-dom/client'
import { legacy_createStore as createStore, type UnknownAction } from 'redux'
import { FrameMeter, painted } from './load/frames.ts'
import { Generator } from './load/generator.ts'
import type { ReduxLoad } from './load/redux-api.ts'

/** A frame later than this was held up. */
const LATE_MS = 50
/** So many frames in time, one after the other, and the page is at rest. */
const CALM_FRAMES = 10

const ADDED = 'cart/item_added'

function reduce(items = 0, { type }: UnknownAction): number {
  return type === ADDED ? items + 1 : items
}

const DevTools = createDevTools(<InspectorMonitor theme="nicinabox" supportImmutable={false} />)
// Without `maxAge`: it keeps all, as the panel does.
const store = createStore(reduce, DevTools.instrument())

let sent = 0
const generator = new Generator({
  next() {
    const at = sent++
    store.dispatch({ type: ADDED, payload: { sku: `B-${at % 1_000}`, qty: 1 + (at % 3), price: at % 9_973 } })
  },
  nextShared() {
    this.next()
  },
})

createRoot(document.querySelector('main')!).render(
  <div style={{ height: 320 }}>
    <DevTools store={store as never} />
  </div>,
)

/** When the page came to rest, in ms of `performance.now()`. */
async function atRest(): Promise<number> {
  let last = performance.now()
  let rest = last
  for (let calm = 0; calm < CALM_FRAMES; calm++) {
    const { ended } = await painted()
    if (ended - last > LATE_MS) {
      calm = -1
      rest = ended
    }
    last = ended
  }
  return rest
}

const reduxLoad: ReduxLoad = {
  async burst(count) {
    await atRest()
    const began = performance.now()
    generator.burst(count)
    const ended = performance.now()
    return { task: ended - began, shown: (await atRest()) - ended }
  },
  async steady(rate, seconds) {
    const meter = new FrameMeter()
    generator.start(rate)
    meter.start()
    await new Promise((resolve) => {
      setTimeout(resolve, seconds * 1_000)
    })
    const stats = meter.stop()
    return { ...stats, stall: generator.takeStall(), rate: generator.stop() }
  },
}
globalThis.reduxLoad = reduxLoad
