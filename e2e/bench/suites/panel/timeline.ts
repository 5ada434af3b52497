import { CHAIN_LENGTH, type Move } from '../../pages/load/api.ts'
import { boundTarget, type Measure, type Target } from '../../report/index.ts'
import type { Findings, Lab } from '../../suite.ts'
import { type LoadPage, underLoad, withLoad } from './load-page.ts'
import { frameQuantities, measuresOf } from './measures.ts'
import { threadClock } from './thread-clock.ts'
import { TimelineUser } from './timeline-user.ts'

const SUITE = 'panel, timeline of 100 000'
const DISPATCHES = 100_000
/** Chains between two frames: they fill some seconds. */
const PER_FRAME = 100
/** As good as all in view; of all there would be nothing to move to. */
const NEARLY_ALL = 0.8 * DISPATCHES
/** Turns of the wheel from there until there is room at both sides. */
const ROOM_TURNS = 6
/** How often it is zoomed in and out again. */
const SWEEPS = 4
const FPS = 55

const PAN: readonly Move[] = [
  { kind: 'drag', px: 240 },
  { kind: 'drag', px: -240 },
  { kind: 'slide', px: 600 },
  { kind: 'slide', px: -600 },
]

interface Case {
  readonly name: string
  /** Begins and ends with nearly all in view; `turns` of the wheel lead from there to microseconds. */
  readonly moves: readonly Move[]
}

/** A hundred thousand dispatches that cause each other, from nearly all in view to microseconds. */
export async function timeline(lab: Lab): Promise<Findings> {
  const builds = lab.quick ? (['production'] as const) : (['production', 'development'] as const)
  const measures: Measure[] = []
  for (const build of builds) {
    const suffix = build === 'production' ? '' : ', React in development'
    lab.say(`${SUITE}: Eventscope${suffix}`)
    const found = await withLoad(lab, { build, events: 'chains' }, (load) => runCases(lab, load, suffix))
    measures.push(...found)
  }
  return { measures, targets: measures.filter(({ x }) => x === 'frames').map(targetOf) }
}

async function runCases(lab: Lab, load: LoadPage, suffix: string): Promise<Measure[]> {
  await fillWithChains(load)
  const user = await TimelineUser.closeUp(load)
  const turns = await user.zoomOutUntil(NEARLY_ALL)
  // Once to and fro before the frames count: the engine compiles what it has not yet.
  await user.move([{ kind: 'zoom', turns }])
  await user.expectCloseUp()
  await user.move([{ kind: 'zoom', turns: -turns }])
  const measures: Measure[] = []
  for (const { name, moves } of casesOf(turns, lab.quick)) {
    measures.push(...(await measured(load, `Eventscope, ${name}${suffix}`, () => user.move(moves))))
    // A view that has not obeyed is smooth, too.
    await user.expectInView(0.9 * NEARLY_ALL)
  }
  return measures
}

function casesOf(turns: number, quick: boolean): readonly Case[] {
  const toAndFro: Move[] = [
    { kind: 'zoom', turns },
    { kind: 'zoom', turns: -turns },
  ]
  const half = Math.floor((turns - ROOM_TURNS) / 2)
  const legs = quick ? [ROOM_TURNS] : [ROOM_TURNS, half, turns - ROOM_TURNS - half]
  const farthest = legs.reduce((sum, leg) => sum + leg, 0)
  return [
    { name: 'zooming', moves: quick ? toAndFro : Array.from({ length: SWEEPS }, () => toAndFro).flat() },
    {
      name: 'panning',
      moves: [
        ...legs.flatMap((leg): Move[] => [{ kind: 'zoom', turns: leg }, ...PAN]),
        { kind: 'zoom', turns: -farthest },
      ],
    },
  ]
}

async function fillWithChains({ page, panel }: LoadPage): Promise<void> {
  await page.evaluate(([count, perFrame]) => workload.fill(count, perFrame), [
    DISPATCHES / CHAIN_LENGTH,
    PER_FRAME,
  ] as const)
  await panel.expectStat('retained', DISPATCHES)
  await panel.expectStat('waiting', 0)
}

async function measured(load: LoadPage, subject: string, act: () => Promise<void>): Promise<Measure[]> {
  const { page } = load
  const clock = await threadClock(page)
  // With no events: what runs tells how long an idle thread has waited.
  const { result } = await underLoad(load, 0, async () => {
    const began = { wall: performance.now(), thread: await clock() }
    await page.evaluate(() => workload.meter())
    await act()
    const stats = await page.evaluate(() => workload.metered())
    return { stats, busy: ((await clock()) - began.thread) / (performance.now() - began.wall) }
  })
  return measuresOf(SUITE, subject, [
    ...frameQuantities(result.stats),
    { x: 'main thread', unit: '% busy', values: [result.busy * 100] },
  ])
}

function targetOf(measure: Measure): Target {
  const what = measure.subject.replace(/^Eventscope, /, '')
  return boundTarget(measure, { suite: SUITE, text: `frames, ${what}`, atLeast: FPS })
}
