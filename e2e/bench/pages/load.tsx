import { createRecorder } from 'eventscope/recorder'
import { mountPanel } from 'eventscope/panel'
import type { Workload } from './load/api.ts'
import { createChains } from './load/chains.ts'
import { ClickMeter } from './load/clicks.ts'
import { FrameMeter } from './load/frames.ts'
import { Generator } from './load/generator.ts'
import { Hand } from './load/hand.ts'
import { PaintWatch } from './load/paint.ts'
import { createShop } from './load/shop.ts'

const query = new URLSearchParams(location.search)
const capture = query.get('capture') === 'reference' ? 'reference' : 'snapshot'
const recorder = createRecorder({ capacity: 1_000_000, capture })
const events = query.get('events') === 'chains' ? createChains() : createShop()
recorder.attach(events.bus)
if (query.get('panel') !== 'none') mountPanel({ recorder })

const generator = new Generator(events)
const frames = new FrameMeter()
const clicks = new ClickMeter()
const paints = new PaintWatch(recorder.recording)

const workload: Workload = {
  start: (rate) => generator.start(rate),
  stop: () => generator.stop(),
  fill: (count, perFrame) => generator.fill(count, perFrame),
  fillShared: (count) => generator.fillShared(count),
  async burst(count) {
    const began = performance.now()
    generator.burst(count)
    const ended = performance.now()
    return { task: ended - began, shown: await paints.untilShown({ kind: 'newest' }, ended) }
  },
  meter() {
    generator.takeStall()
    frames.start()
  },
  metered: () => ({ ...frames.stop(), stall: generator.takeStall() }),
  clicks: () => clicks.take(),
  expect: (...shown) => paints.expect(...shown),
  shown: () => paints.shown(),
  move: (group, moves) => new Hand(group).move(moves),
  scrollTo: (share) => paints.scrollTo(share),
}
globalThis.workload = workload

const output = document.querySelector('output')!
document.querySelector('button')!.addEventListener('click', (event) => {
  output.value = String(Number(output.value) + 1)
  clicks.clicked(event)
})
