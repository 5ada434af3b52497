import { boundTarget, type Measure, ratioTarget } from '../../report/index.ts'
import type { Findings, Lab } from '../../suite.ts'
import { heapOf } from './heap.ts'
import { CAPACITY, fill, withLoad } from './load-page.ts'
import { measuresOf } from './measures.ts'

/** More than an hour's worth at 1 000 events/s. */
const TURNS = 4

/** Whether a recording that has wrapped round many times takes what it took when it was full for the first time. */
export async function wrapAround(lab: Lab): Promise<Findings> {
  const suite = 'panel, memory after wrapping round'
  lab.say(suite)
  const found = await withLoad(lab, {}, async (load) => {
    const { page, panel } = load
    const heap = await heapOf(page)
    await fill(load)
    const first = await heap.measure()
    for (let turn = 1; turn <= TURNS; turn++) await fill(load)
    await panel.expectStat('dropped', TURNS * CAPACITY)
    return { first, last: await heap.measure(), detached: await heap.detachedNodes() }
  })
  const measures: Measure[] = measuresOf(suite, 'Eventscope', [
    { x: 'full for the first time', unit: 'MB', values: [found.first] },
    { x: `after ${TURNS} million more`, unit: 'MB', values: [found.last] },
    { x: 'detached nodes', unit: '', values: [found.detached] },
  ])
  const [first, last, detached] = measures
  return {
    measures,
    targets: [
      ratioTarget(last, first, {
        suite,
        text: 'memory after wrapping round, to that after the first fill',
        atMost: 1.02,
      }),
      boundTarget(detached, { suite, text: 'detached nodes', atMost: 0 }),
    ],
  }
}
