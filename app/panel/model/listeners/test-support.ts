import { createBus } from 'eventscope'
import { createRecorder, ListenerTally, type ListenerStats } from 'eventscope/recorder'

type Untyped = Record<string, unknown>

/** A bus that is recorded, with a clock that only `pass` moves. */
export function recordedBus() {
  let time = 0
  const recorder = createRecorder({ clock: () => time, stacks: 'off' })
  const bus = createBus<Untyped>({ name: 'shop', onError: () => {} })
  recorder.attach(bus)
  const pass = (ms: number): void => void (time += ms)
  /** How the listeners did until now, of those with unlike names. */
  const stats = (): ReadonlyMap<string, ListenerStats> => {
    const tally = new ListenerTally(recorder.recording, { slowMs: 16 })
    tally.update(Infinity, () => 0)
    return new Map(tally.stats.map((one) => [one.name, one]))
  }
  return { recorder, recording: recorder.recording, bus, pass, stats }
}

/** What has to be there. */
export function known<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('It is not there')
  return value
}
