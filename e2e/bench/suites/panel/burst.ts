import { boundTarget, type Measure } from '../../report/index.ts'
import type { BurstTimes } from '../../pages/load/api.ts'
import type { Findings, Lab } from '../../suite.ts'
import { fill, type ReactBuild, withLoad } from './load-page.ts'
import { measuresOf, quantile } from './measures.ts'

const SUITE = 'panel, 10 000 in one task'
/** Events of a burst. */
export const BURST = 10_000
const REPEATS = 5
const SHOWN = 'from its end until shown'

/** Bursts in one task of the page. */
export async function burst(lab: Lab): Promise<Findings> {
  const builds = lab.quick ? (['production'] as const) : (['production', 'development'] as const)
  const measures: Measure[] = []
  for (const build of builds) {
    const subject = build === 'production' ? 'Eventscope' : 'Eventscope, React in development'
    lab.say(`${SUITE}: ${subject}`)
    measures.push(...burstMeasures(subject, await ourBursts(lab, build)))
  }
  const targets = measures.filter(({ x }) => x === SHOWN).map(targetOf)
  return { measures, targets }
}

async function ourBursts(lab: Lab, build: ReactBuild): Promise<BurstTimes[]> {
  return withLoad(lab, { build }, async (load) => {
    await fill(load)
    const taken: BurstTimes[] = []
    for (let left = REPEATS; left > 0; left--) {
      taken.push(await load.page.evaluate((count) => workload.burst(count), BURST))
      await load.panel.expectStat('waiting', 0)
    }
    return taken
  })
}

/** The slowest of some repeats is what a browser has to say. */
export function burstMeasures(subject: string, taken: readonly BurstTimes[]): Measure[] {
  const slowest = (part: keyof BurstTimes): number[] => [
    quantile(
      taken.map((times) => times[part]),
      1,
    ),
  ]
  return measuresOf(SUITE, subject, [
    { x: 'the task', unit: 'ms', values: slowest('task') },
    { x: SHOWN, unit: 'ms', values: slowest('shown') },
  ])
}

function targetOf(measure: Measure) {
  const text = `from its end until shown, slowest of ${REPEATS}, ${measure.subject}`
  return boundTarget(measure, { suite: SUITE, text, atMost: 100 })
}
