import type { Findings, Lab, Suite } from '../suite.ts'
import { burst } from './panel/burst.ts'
import { contrast } from './panel/contrast.ts'
import { memory } from './panel/memory.ts'
import { overviewCost } from './panel/overview-cost.ts'
import { queries } from './panel/queries.ts'
import { flood, steady } from './panel/steady.ts'
import { timeline } from './panel/timeline.ts'
import { unseen } from './panel/unseen.ts'
import { wrapAround } from './panel/wrap-around.ts'

type Part = (lab: Lab) => Promise<Findings>

const PARTS: readonly Part[] = [steady, flood, burst, queries, timeline, overviewCost, memory]
/** Those that take minutes to mean anything. */
const LONG_PARTS: readonly Part[] = [unseen, wrapAround, contrast]

/** The real panel in a page that has a million dispatches retained, under load. */
export const panelSuite: Suite = {
  name: 'panel',
  async run(lab) {
    const found: Findings[] = []
    for (const part of lab.quick ? PARTS : [...PARTS, ...LONG_PARTS]) found.push(await part(lab))
    return {
      measures: found.flatMap(({ measures }) => measures),
      targets: found.flatMap(({ targets }) => targets),
    }
  },
}
