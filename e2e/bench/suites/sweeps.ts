import type { MicroPage } from '../micro-page.ts'
import type { Panel } from '../report/index.ts'
import type { Lab } from '../suite.ts'
import { eventemitter3, eventTarget, mitt, nanoevents, ours } from './subjects.ts'

/** A line of the chart. */
export interface Line {
  readonly label: string
  readonly module: string
  readonly subject: string
  readonly variant: string
  /** @default Infinity: the largest step that makes sense for it */
  readonly most?: number
}

/** One thing that grows, and what it costs. */
export interface Sweep {
  readonly suite: string
  readonly unit: string
  readonly steps: readonly number[]
  /** Those of a quick run. */
  readonly quickSteps: readonly number[]
  readonly lines: readonly Line[]
  readonly text: Omit<Panel, 'series'>
  measure(page: MicroPage, line: Line, step: number, lab: Lab): Promise<number>
}

function line(label: string, module: string, subject: string, variant: string, most = Infinity): Line {
  return { label, module, subject, variant, most }
}

function eventscope(variant: string): Line {
  return line(`Eventscope, ${variant}`, 'eventscope', 'Eventscope', variant)
}

function wrapper(label: string, variant: string): Line {
  return line(label, 'timed-wrapper', 'timed wrapper', variant)
}

/** So many of ours are kept in the sweeps that vary something else. */
const KEPT = 100_000
const DRIVEN_MS = 1_000

const listeners: Sweep = {
  suite: 'growth by listeners',
  unit: 'ns',
  steps: [1, 10, 100, 1_000],
  quickSteps: [1, 100],
  lines: [ours, nanoevents, eventemitter3, mitt, eventTarget].map((subject) => ({ ...subject, variant: '' })),
  text: {
    title: 'Listeners',
    xLabel: 'listeners of the event',
    yLabel: 'ns per dispatch',
    note:
      'a dispatch makes its handle once, which is most of it up to a few listeners; from there on it grows with the ' +
      'calls, which no emitter can save. With hundreds of listeners, each a function of its own, a call costs two to ' +
      'six times as much as with twenty, with every emitter alike: that is the processor, not the emitter.',
  },
  measure: (page, { module, subject }, listeners) =>
    page.time({ part: 'dispatch', module, subject, listeners }),
}

const kept: Sweep = {
  suite: 'growth by events kept',
  unit: 'ns',
  steps: [1_000, 10_000, 100_000, 1_000_000],
  quickSteps: [1_000, 100_000],
  lines: [
    eventscope('reference'),
    wrapper('timed wrapper, shift()', 'shift'),
    line('Redux instrument', 'redux', 'Redux instrument', 'reference', 10_000),
  ],
  text: {
    title: 'Events kept',
    xLabel: 'events kept, the recording full',
    yLabel: 'ns per recorded event',
    note:
      'a full recording overwrites its oldest chunk of columns, so an event costs the same whatever is kept. An array that forgets with `shift()` moves all it keeps, and ' +
      'Redux instrument copies its list of actions with each.',
  },
  measure: (page, { module, subject, variant }, kept) =>
    page.time({ part: 'recorded', module, subject, variant, kept, filled: kept }),
}

const rate: Sweep = {
  suite: 'growth by rate',
  unit: '% of a core',
  steps: [100, 1_000, 10_000, 100_000],
  quickSteps: [1_000, 100_000],
  lines: [eventscope('snapshot'), eventscope('unobserved'), wrapper('timed wrapper', 'reference')],
  text: {
    title: 'Rate',
    xLabel: 'events per second, three listeners each',
    yLabel: 'main thread, % of a core',
    note:
      'at low rates all that is seen is the timer that dispatches, every 5 ms; above, each event costs what one ' +
      'event costs, so the limit is a second divided by that.',
  },
  async measure(page, { module, subject, variant }, rate, lab) {
    await page.hold({ part: 'recorded', module, subject, variant, kept: KEPT })
    await page.run(KEPT)
    await page.reset()
    await page.retained()
    return page.busyWhileDriven(rate, lab.quick ? DRIVEN_MS / 4 : DRIVEN_MS)
  },
}

const payload: Sweep = {
  suite: 'growth by payload',
  unit: 'ns',
  steps: [1, 10, 100, 1_000],
  quickSteps: [10, 1_000],
  lines: [
    eventscope('snapshot'),
    eventscope('reference'),
    wrapper('structuredClone', 'structuredClone'),
    wrapper('JSON.stringify', 'JSON.stringify'),
  ],
  text: {
    title: 'Payload',
    xLabel: 'fields of the payload',
    yLabel: 'ns per recorded event',
    note:
      'a snapshot reads each field once, but of one object no more than 100 by default, and says how many it left ' +
      'out; what still grows then is the list of keys. By reference nothing is read. The peers copy everything.',
  },
  measure: (page, { module, subject, variant }, fields) =>
    page.time({ part: 'captured', module, subject, variant, fields }),
}

export const SWEEPS: readonly Sweep[] = [listeners, kept, rate, payload]
