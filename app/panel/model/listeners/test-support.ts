import { createBus } from 'eventscope'
import { createRecorder, type ListenerStats, ListenerTally, type StackPolicy } from 'eventscope/recorder'

type Untyped = Record<string, unknown>

/** A bus that is recorded, with a clock that only `pass` moves. */
export function recordedBus({ stacks = 'off' }: { readonly stacks?: StackPolicy } = {}) {
  let time = 0
  const recorder = createRecorder({ clock: () => time, stacks })
  const bus = createBus<Untyped>({ name: 'shop', onError: () => {} })
  recorder.attach(bus)
  const pass = (ms: number): void => void (time += ms)
  /** How the listeners did until now. */
  const all = (): readonly ListenerStats[] => {
    const tally = new ListenerTally(recorder.recording, { slowMs: 16 })
    tally.update(Infinity, () => 0)
    return tally.stats
  }
  /** The same by their names, of those with unlike ones. */
  const stats = (): ReadonlyMap<string, ListenerStats> => new Map(all().map((one) => [one.name, one]))
  return { recorder, recording: recorder.recording, bus, pass, all, stats }
}

/** What has to be there. */
export function known<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('It is not there')
  return value
}
