import { findMeasure, type Measure } from './report/index.ts'
import type { Lab } from './suite.ts'

type Cell = Omit<Measure, 'values'>

/** Collects one value per round for each thing measured. */
export class Cells {
  private readonly found = new Map<string, Cell & { readonly values: number[] }>()

  add({ suite, subject, x, unit }: Cell, value: number): void {
    const key = JSON.stringify([suite, subject, x])
    const cell = this.found.get(key) ?? { suite, subject, x, unit, values: [] }
    cell.values.push(value)
    this.found.set(key, cell)
  }

  get measures(): readonly Measure[] {
    return [...this.found.values()]
  }

  of(suite: string, subject: string, x: string): Measure | undefined {
    return findMeasure(this.measures, { suite, subject, x })
  }
}

/**
 * Does something with each subject in each round, another one first in every round: what a machine does meanwhile
 * hits all of them alike. A failure names the subject.
 */
export async function inRounds<Subject extends { readonly label: string }>(
  lab: Lab,
  suite: string,
  subjects: readonly Subject[],
  measure: (subject: Subject) => Promise<string>,
): Promise<void> {
  for (let round = 0; round < lab.rounds; round++) {
    for (let turn = 0; turn < subjects.length; turn++) {
      const subject = subjects[(turn + round) % subjects.length]!
      const told = await measure(subject).catch((error: unknown) => {
        throw new Error(`${suite}, ${subject.label}, round ${round + 1}: failed`, { cause: error })
      })
      lab.say(`${suite} ${round + 1}/${lab.rounds}  ${subject.label}: ${told}`)
    }
  }
}
