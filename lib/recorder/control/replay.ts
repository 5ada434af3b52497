import { slotOf } from '../chunks.ts'
import { BY_REFERENCE, NOT_KEPT } from '../row-chunks.ts'
import type { Source, Store } from '../store.ts'
import type { AttachedBuses } from './buses.ts'
import type { RecorderControl } from './control.ts'
import { type RestoredPayload, restorePayload } from './restore.ts'
import type { ReplayOptions, ReplayRefusal, ReplayResult } from './types.ts'

const KNOWN: ReadonlySet<string> = new Set(['payload', 'only'])
const ANY = '*'

/** Repeats recorded dispatches. */
export class Replayer {
  constructor(
    private readonly store: Store,
    private readonly buses: AttachedBuses,
    private readonly control: RecorderControl,
  ) {}

  replay(id: number, options: ReplayOptions): ReplayResult {
    if (!Number.isInteger(id)) throw new TypeError('`id` must be the id of a dispatch')
    checkReplayOptions(options)
    const { store } = this
    const row = store.rowOf(id)
    if (row < 0) return refusal('gone')
    const source = store.sources.value(store.chunkOf(row).source[slotOf(row)]!)
    const bus = this.buses.dispatcher(source.busId)
    if (bus === undefined) return refusal('no bus')
    if (options.only !== undefined && !this.isRegistered(options.only, source))
      return refusal('listener removed')
    const restored = this.payloadOf(row, options)
    if (restored === undefined) return refusal('no payload')
    const { value: payload, lost } = restored
    const dispatch = (): number => bus.dispatch(source.event, payload).id
    const made = options.only === undefined ? dispatch() : this.control.restrict(bus, options.only, dispatch)
    // A paused recorder has no row of it, and a tiny one may have dropped it already.
    if (store.seek(made)) store.ensureExtra().replayOf = id
    return { id: made, lost, reason: undefined }
  }

  private isRegistered(listener: number, { busId, event }: Source): boolean {
    const known = this.store.listenerOf(listener)
    return known?.active === true && known.busId === busId && (known.event === event || known.event === ANY)
  }

  private payloadOf(row: number, options: ReplayOptions): RestoredPayload | undefined {
    if (Object.hasOwn(options, 'payload')) return { value: options.payload, lost: [] }
    const chunk = this.store.chunkOf(row)
    const slot = slotOf(row)
    const flags = chunk.flags[slot]!
    if ((flags & NOT_KEPT) !== 0) return undefined
    const payload = chunk.payload[slot]
    return (flags & BY_REFERENCE) === 0 ? restorePayload(payload) : { value: payload, lost: [] }
  }
}

function refusal(reason: ReplayRefusal): ReplayResult {
  return { id: undefined, lost: [], reason }
}

function checkReplayOptions(options: ReplayOptions): void {
  if (typeof options !== 'object' || options === null) throw new TypeError('`options` must be an object')
  for (const key of Object.keys(options)) {
    if (!KNOWN.has(key))
      throw new TypeError(`\`options.${key}\` is unknown. Known are: ${[...KNOWN].join(', ')}`)
  }
  const { only } = options
  if (only !== undefined && !Number.isInteger(only)) {
    throw new TypeError('`options.only` must be the id of a registration')
  }
}
