import { Cells, inRounds } from '../cells.ts'
import { MicroPage } from '../micro-page.ts'
import { MID_DISPATCH_PARTS, ROSTER_PARTS } from '../protocol.ts'
import { boundTarget, ratioOfMedians, type Target } from '../report/index.ts'
import type { Suite } from '../suite.ts'
import {
  eventemitter3,
  eventTarget,
  mitt,
  nanoevents,
  ours,
  OURS,
  rxjs,
  tseep,
  tseepWithoutEval,
} from './subjects.ts'

const SUITE = 'registration'
const LISTENERS = 10_000
const SUBJECTS = [ours, nanoevents, eventemitter3, mitt, tseep, tseepWithoutEval, rxjs, eventTarget]

const PROMISED = [
  { x: 'add', atMost: 0.2 },
  { x: 'remove in order', atMost: 0.3 },
  { x: 'remove in reverse', atMost: 0.3 },
  { x: 'remove at random', atMost: 0.3 },
] as const

/** Adding and removing ten thousand listeners of one event, µs each. */
export const registration: Suite = {
  name: SUITE,
  async run(lab) {
    const cells = new Cells()
    await inRounds(lab, SUITE, SUBJECTS, (subject) =>
      MicroPage.use(lab, async (page) => {
        const answer = await page.roster({ ...subject, listeners: LISTENERS })
        const told: string[] = []
        for (const x of [...ROSTER_PARTS, ...MID_DISPATCH_PARTS]) {
          const each = answer[x]
          if (each === undefined) continue
          cells.add({ suite: SUITE, subject: subject.label, x, unit: 'µs' }, each)
          told.push(`${x} ${each.toFixed(2)}`)
        }
        return `${told.join(' · ')} µs`
      }),
    )
    return { measures: cells.measures, targets: PROMISED.map((promised) => targetOf(cells, promised)) }
  },
}

function targetOf(cells: Cells, { x, atMost }: (typeof PROMISED)[number]): Target {
  const measured = cells.of(SUITE, OURS, x)
  const ratio = ratioOfMedians(measured?.values ?? [], cells.of(SUITE, mitt.label, x)?.values ?? [])
  const text = `${x}, each of ${LISTENERS.toLocaleString('en-US')} (${ratio.toFixed(2)} × mitt)`
  return boundTarget(measured, { suite: SUITE, text, atMost })
}
