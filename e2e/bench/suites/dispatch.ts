import { Cells, inRounds } from '../cells.ts'
import { MicroPage } from '../micro-page.ts'
import { ratioTarget, type Target } from '../report/index.ts'
import type { Suite } from '../suite.ts'
import {
  eventemitter3,
  eventTarget,
  type Listed,
  mitt,
  mittWithTry,
  nanoevents,
  ours,
  OURS,
  rxjs,
  tseep,
  tseepWithoutEval,
} from './subjects.ts'

const SUITE = 'dispatch'
const SIZES = [1, 5, 20, 100]
const SUBJECTS = [
  ours,
  nanoevents,
  eventemitter3,
  mitt,
  mittWithTry,
  tseep,
  tseepWithoutEval,
  rxjs,
  eventTarget,
]

const PROMISED: readonly {
  readonly to: Listed
  readonly atMost: number
  readonly sizes: readonly number[]
}[] = [
  { to: eventemitter3, atMost: 1, sizes: SIZES },
  { to: nanoevents, atMost: 1.1, sizes: [20, 100] },
  { to: mitt, atMost: 0.8, sizes: SIZES },
  { to: mittWithTry, atMost: 0.6, sizes: SIZES },
]

/** A dispatch with nobody observing, by number of listeners. */
export const dispatch: Suite = {
  name: SUITE,
  async run(lab) {
    const cells = new Cells()
    await inRounds(lab, SUITE, SUBJECTS, (subject) =>
      MicroPage.use(lab, async (page) => {
        const times: string[] = []
        for (const listeners of SIZES) {
          const time = await page.time({ ...subject, part: 'dispatch', listeners })
          cells.add({ suite: SUITE, subject: subject.label, x: String(listeners), unit: 'ns' }, time)
          times.push(time.toFixed(0))
        }
        return `${times.join(' · ')} ns`
      }),
    )
    return { measures: cells.measures, targets: targetsOf(cells) }
  },
}

function targetsOf(cells: Cells): Target[] {
  return PROMISED.flatMap(({ to, atMost, sizes }) =>
    sizes.map((size) => {
      const x = String(size)
      const listeners = size === 1 ? 'one listener' : `${size} listeners`
      const text = `${listeners}, against ${to.label}`
      return ratioTarget(cells.of(SUITE, OURS, x), cells.of(SUITE, to.label, x), {
        suite: SUITE,
        text,
        atMost,
      })
    }),
  )
}
