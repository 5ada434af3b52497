import { Cells, inRounds } from '../cells.ts'
import { MicroPage } from '../micro-page.ts'
import type { RecordedQuestion } from '../protocol.ts'
import { boundTarget, type Measure, ratioTarget, type Target } from '../report/index.ts'
import type { Lab, Suite } from '../suite.ts'
import { type Recorded, recorded } from './subjects.ts'

const SUITE = 'recorded'
const TIME = 'time'
const RETAINED = 'retained'
const IDLE = 'idle'
const [FEW, MANY] = [1_000, 100_000]

/** What is kept comes in chunks; with these, whole ones. */
const WARM = 4_096
const RETAINED_EVENTS = 24 * 4_096
const ALLOCATED_EVENTS = 4_096
const IDLE_MS = 2_000

/** What is measured of a subject besides its time. */
interface Extra {
  readonly retained?: boolean
  readonly allocated?: boolean
  readonly idle?: boolean
}

const reference = recorded('Eventscope, reference', 'eventscope', 'Eventscope', 'reference', MANY)
const snapshot = recorded('Eventscope, snapshot', 'eventscope', 'Eventscope', 'snapshot', MANY)
const stacksSampled = recorded(
  'Eventscope, reference, stacks sampled',
  'eventscope',
  'Eventscope',
  'stacks sampled',
  MANY,
)
const stacksOn = recorded('Eventscope, reference, stacks on', 'eventscope', 'Eventscope', 'stacks on', MANY)
const paused = recorded('Eventscope, paused', 'eventscope', 'Eventscope', 'paused', MANY)
const unobserved = recorded('Eventscope, unobserved', 'eventscope', 'Eventscope', 'unobserved')
const wrapper = recorded('timed wrapper', 'timed-wrapper', 'timed wrapper', 'reference')
const wrapperCached = recorded(
  'timed wrapper, clock cached',
  'timed-wrapper',
  'timed wrapper',
  'clock cached',
)
const redux = recorded('Redux instrument, 50 kept', 'redux', 'Redux instrument', 'reference', 50)
const reduxMany = recorded('Redux instrument, 10 000 kept', 'redux', 'Redux instrument', 'reference', 10_000)
const emittery = recorded('emittery, debug logger', 'emittery', 'emittery, debug logger', 'reference')
const openTelemetry = recorded('OpenTelemetry', 'opentelemetry', 'OpenTelemetry', 'reference')
const hookable = recorded(
  'hookable debugger, console off',
  'hookable',
  'hookable debugger, console off',
  'reference',
)
const performanceMeasure = recorded(
  'performance.measure',
  'performance-measure',
  'performance.measure',
  'reference',
)
const tanstack = recorded('TanStack event client', 'tanstack', 'TanStack event client', 'reference')

const SUBJECTS: readonly (Recorded & Extra)[] = [
  { ...reference, retained: true, allocated: true },
  { ...snapshot, idle: true },
  stacksSampled,
  stacksOn,
  paused,
  { ...unobserved, idle: true },
  { ...wrapper, retained: true, allocated: true },
  wrapperCached,
  redux,
  reduxMany,
  emittery,
  { ...openTelemetry, retained: true },
  hookable,
  performanceMeasure,
  tanstack,
]

/** A dispatch to three listeners that leaves a record: what it takes, and what stays of it. */
export const recordedSuite: Suite = {
  name: SUITE,
  async run(lab) {
    const cells = new Cells()
    await inRounds(lab, SUITE, SUBJECTS, (subject) =>
      MicroPage.use(lab, async (page) => {
        const told: string[] = []
        const found = (x: string, unit: string, value: number): void => {
          cells.add({ suite: SUITE, subject: subject.label, x, unit }, value)
          told.push(`${x} ${value.toFixed(unit === '%' ? 3 : 0)} ${unit}`)
        }
        // First, while nothing is left to be tidied up.
        const idle = subject.idle ? await idleShare(lab, page, subject.question) : undefined
        found(TIME, 'ns', await page.time({ ...subject.question, filled: subject.question.kept }))
        if (subject.retained) found(RETAINED, 'B', await retainedBytes(lab, page, subject.question))
        if (subject.allocated) {
          for (const kept of [FEW, MANY]) {
            found(allocatedOf(kept), 'B', await allocatedBytes(page, { ...subject.question, kept }))
          }
        }
        if (idle !== undefined) found(IDLE, '%', idle)
        return told.join(' · ')
      }),
    )
    return { measures: cells.measures, targets: targetsOf(cells) }
  },
}

/** % of a core while nothing is dispatched. */
async function idleShare(lab: Lab, page: MicroPage, question: RecordedQuestion): Promise<number> {
  await page.hold(question)
  await page.run(WARM)
  await page.retained()
  return page.busyWhileIdle(lab.quick ? IDLE_MS / 2 : IDLE_MS)
}

/** Bytes an event retains besides its payload: they all have the same two. */
async function retainedBytes(lab: Lab, page: MicroPage, question: RecordedQuestion): Promise<number> {
  const events = lab.quick ? RETAINED_EVENTS / 4 : RETAINED_EVENTS
  await page.hold({ ...question, kept: events + WARM })
  await page.run(WARM)
  const before = await page.retained()
  await page.run(events)
  return ((await page.retained()) - before) / events
}

/** Bytes that are allocated for an event when the recording is full. */
async function allocatedBytes(page: MicroPage, question: RecordedQuestion): Promise<number> {
  await page.hold(question)
  // As many however many are kept, so that the engine has compiled the same.
  await page.run(MANY + WARM)
  return (await page.allocated(ALLOCATED_EVENTS)) / ALLOCATED_EVENTS
}

function allocatedOf(kept: number): string {
  return `allocated, ${kept.toLocaleString('en-US')} kept`
}

function targetsOf(cells: Cells): Target[] {
  const of = ({ label }: Recorded, x: string): Measure | undefined => cells.of(SUITE, label, x)
  const ratio = (subject: Recorded, to: Recorded, text: string, atMost: number): Target =>
    ratioTarget(of(subject, TIME), of(to, TIME), { suite: SUITE, text, atMost })
  return [
    ratio(reference, wrapper, 'payload by reference, against a timed wrapper around mitt', 0.45),
    ratio(reference, redux, 'payload by reference, against Redux instrument keeping 50', 0.9),
    ratio(snapshot, wrapper, 'snapshot of a flat payload of ten fields, against the timed wrapper', 1),
    boundTarget(of(reference, RETAINED), {
      suite: SUITE,
      text: 'retained an event with three runs, besides its payload',
      atMost: 100,
    }),
    ratioTarget(of(reference, allocatedOf(MANY)), of(reference, allocatedOf(FEW)), {
      suite: SUITE,
      text: 'bytes allocated an event, full recording of 100,000 against one of 1,000',
      atMost: 1.05,
    }),
    boundTarget(of(snapshot, IDLE), {
      suite: SUITE,
      text: 'of a core with an idle recorder attached',
      atMost: 0.1,
    }),
  ]
}
