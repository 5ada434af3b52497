import type { Asked, WorkQuestion } from '../protocol.ts'
import { measure } from './measure.ts'
import { payloadWith } from './payload.ts'
import { measureRoster } from './roster.ts'
import type { Subject } from './subject.ts'
import type { Work } from './work.ts'

const modules = import.meta.glob<{ subjects: readonly Subject[] }>('./peers/*.ts')

/** How often `drive` catches up. */
const TICK_MS = 5

let held: Work | undefined

globalThis.bench = {
  async time(question, quick) {
    const work = await workOf(question)
    if (question.part === 'recorded' && question.filled) await work.run(question.filled)
    return measure(work, quick)
  },

  async roster(question, quick) {
    const { name, roster } = await subjectOf(question)
    if (!roster) throw new Error(`${name} registers nothing`)
    return measureRoster(roster, question.listeners, quick)
  },

  async hold(question) {
    held = await workOf(question)
  },

  async run(times) {
    await current().run(times)
  },

  async drive(rate, duration) {
    const work = current()
    const began = performance.now()
    let done = 0
    while (performance.now() - began < duration) {
      await new Promise((resolve) => {
        setTimeout(resolve, TICK_MS)
      })
      const owed = Math.floor(((performance.now() - began) * rate) / 1_000)
      await work.run(owed - done)
      done = owed
    }
  },

  reset() {
    current().reset?.()
  },
}

function current(): Work {
  if (!held) throw new Error('There is no work: call `hold` before')
  return held
}

async function workOf(question: WorkQuestion): Promise<Work> {
  const subject = await subjectOf(question)
  const work = makeWork(subject, question)
  if (!work) throw new Error(`${subject.name} has no part ${JSON.stringify(question)}`)
  await work.ready
  return work
}

function makeWork(subject: Subject, question: WorkQuestion): Work | undefined {
  switch (question.part) {
    case 'dispatch':
      return subject.dispatch?.(question.listeners)
    case 'recorded':
      return subject.recorded?.[question.variant]?.(question.kept)
    case 'captured':
      return subject.captured?.[question.variant]?.(payloadWith(question.fields))
  }
}

async function subjectOf({ module, subject }: Asked): Promise<Subject> {
  const load = modules[`./peers/${module}.ts`]
  if (!load) throw new Error(`There is no pages/peers/${module}.ts`)
  const { subjects } = await load()
  const found = subjects.find(({ name }) => name === subject)
  if (!found) throw new Error(`pages/peers/${module}.ts has no subject ${subject}`)
  return found
}
