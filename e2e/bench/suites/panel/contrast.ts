import { setTimeout as pause } from 'node:timers/promises'
import type { Findings, Lab } from '../../suite.ts'
import { BURST, burstMeasures } from './burst.ts'
import { fill, underLoad, withLoad } from './load-page.ts'
import { frameQuantities, measuresOf, rateQuantity } from './measures.ts'
import { reduxBurst, reduxSteady } from './redux.ts'

const RATE = 1_000
const SECONDS = 10

const REDUX = 'Redux DevTools, inspector keeping all'

/** A peer that keeps all as the panel does: what its burst takes, and a rate it can be compared at. */
export async function contrast(lab: Lab): Promise<Findings> {
  const suite = `panel, 1 000 events/s for ${SECONDS} s`
  lab.say(suite)
  const ours = await withLoad(lab, {}, async (load) => {
    await fill(load)
    const { result, rate } = await underLoad(load, RATE, async () => {
      await load.page.evaluate(() => workload.meter())
      await pause(SECONDS * 1_000)
      return load.page.evaluate(() => workload.metered())
    })
    return { ...result, rate }
  })
  const redux = await reduxSteady(lab, RATE, SECONDS)
  const measures = [
    ...burstMeasures(REDUX, [await reduxBurst(lab, BURST)]),
    ...measuresOf(suite, 'Eventscope, a million retained', [
      ...frameQuantities(ours),
      rateQuantity(ours.rate),
    ]),
    ...measuresOf(suite, REDUX, [...frameQuantities(redux), rateQuantity(redux.rate)]),
  ]
  return { measures, targets: [] }
}
