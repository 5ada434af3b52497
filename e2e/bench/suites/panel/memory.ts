import { boundTarget } from '../../report/index.ts'
import type { Findings, Lab } from '../../suite.ts'
import { heapOf } from './heap.ts'
import { CAPACITY, withLoad } from './load-page.ts'

/** What a million dispatches with three million runs take, payloads aside. */
export async function memory(lab: Lab): Promise<Findings> {
  const suite = 'panel, memory'
  lab.say(suite)
  const grown = await withLoad(lab, { capture: 'reference' }, async ({ page, panel }) => {
    const heap = await heapOf(page)
    const before = await heap.measure()
    await page.evaluate((count) => workload.fillShared(count), CAPACITY)
    await panel.expectStat('retained', CAPACITY)
    return (await heap.measure()) - before
  })
  const measure = { suite, subject: 'Eventscope', x: 'one million dispatches', unit: 'MB', values: [grown] }
  const text = 'a million dispatches with three million runs, payloads aside'
  return { measures: [measure], targets: [boundTarget(measure, { suite, text, atMost: 150 })] }
}
