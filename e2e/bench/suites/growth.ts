import { Cells, inRounds } from '../cells.ts'
import { MicroPage } from '../micro-page.ts'
import { type Measure, type Panel, panelOf } from '../report/index.ts'
import type { Lab, Suite } from '../suite.ts'
import { type Line, type Sweep, SWEEPS } from './sweeps.ts'

/** Over decades a curve is plain with fewer. */
export const GROWTH_ROUNDS = 3

/** How cost grows: the numbers of the chart. */
export const growth: Suite = {
  name: 'growth',
  async run(lab) {
    const cells = new Cells()
    const fewer: Lab = { ...lab, rounds: Math.min(lab.rounds, GROWTH_ROUNDS) }
    for (const sweep of SWEEPS) await run(fewer, sweep, cells)
    return { measures: cells.measures, targets: [] }
  },
}

/** The panels of the chart that these measures are enough for. */
export function panelsOf(measures: readonly Measure[]): Panel[] {
  return SWEEPS.map(({ suite, text }) => ({ own: measures.filter((each) => each.suite === suite), text }))
    .filter(({ own }) => own.length > 0)
    .map(({ own, text }) => panelOf(own, text))
}

async function run(lab: Lab, sweep: Sweep, cells: Cells): Promise<void> {
  const { suite, unit } = sweep
  const steps = lab.quick ? sweep.quickSteps : sweep.steps
  await inRounds(lab, suite, sweep.lines, (line) =>
    MicroPage.use(lab, async (page) => {
      const told: string[] = []
      for (const step of stepsOf(line, steps)) {
        const value = await sweep.measure(page, line, step, lab)
        cells.add({ suite, subject: line.label, x: String(step), unit }, value)
        told.push(value.toLocaleString('en-US', { maximumSignificantDigits: 3 }))
      }
      return `${told.join(' · ')} ${unit}`
    }),
  )
}

function stepsOf({ most = Infinity }: Line, steps: readonly number[]): readonly number[] {
  return steps.filter((step) => step <= most)
}
