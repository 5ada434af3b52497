import type { Recording, RecordingColumns } from '../types.ts'
import { chainThrough } from './cause-chain.ts'
import { findLoop, type Maker } from './cause-loop.ts'
import { pathTo } from './cause-path.ts'
import { CauseScan } from './cause-scan.ts'
import type { CauseNode, Causes } from './cause-types.ts'
import { type Pass, Refreshed, STEP } from './refreshed.ts'

/** Nodes that are made in a step. */
const NODE_STEP = STEP / 8
/** Between two passes, ms: only the first has to look at all rows. */
const PAUSE = { least: 0, most: 100 }

/**
 * The causes of one dispatch, kept up to date in small steps while the recording grows: it looks at new rows and at
 * those that wait, and at all rows from the root on only at first, and when the root was dropped.
 * @example
 * const tree = new CauseTree(recorder.recording, handle.id)
 * const frame = () => {
 *   tree.update(performance.now() + 1, () => performance.now())
 *   if (tree.causes) draw(tree.causes)
 *   requestAnimationFrame(frame)
 * }
 */
export class CauseTree {
  private readonly refreshed: Refreshed<Causes | undefined>
  private readonly columns: RecordingColumns
  private scan: CauseScan | undefined
  private generation = -1
  /** What the causes were read for; while nothing waits, they are the same until there are more. */
  private readSize = 0

  constructor(
    private readonly recording: Recording,
    readonly id: number,
  ) {
    this.columns = recording.columns
    this.refreshed = new Refreshed<Causes | undefined>(recording, undefined, () => this.pass(), PAUSE)
  }

  /** The same object until something has changed; undefined before the first is complete, and if it was dropped. */
  get causes(): Causes | undefined {
    return this.refreshed.value
  }

  /**
   * Goes on until that time, or a little longer.
   * @returns whether `causes` are those of the recording as it is now; if not, call it again in the next frame
   */
  update(until: number, clock: () => number): boolean {
    return this.refreshed.update(until, clock)
  }

  private *pass(): Pass<Causes | undefined> {
    for (;;) {
      const scan = yield* this.begin()
      if (scan === undefined) return undefined
      const waited = scan.waiting
      while (scan.isBehind && scan.isKept) {
        scan.scan()
        yield
      }
      yield* scan.lookAgain()
      const before = this.refreshed.value
      if (scan.isKept && before !== undefined && !waited && scan.size === this.readSize) return before
      const causes = yield* this.read(scan)
      if (causes === undefined) continue
      this.readSize = causes.size
      return causes
    }
  }

  private *begin(): Pass<CauseScan | undefined> {
    const { recording } = this
    if (this.scan?.isKept === true && this.generation === recording.generation) return this.scan
    this.generation = recording.generation
    this.readSize = 0
    const path = yield* pathTo(recording, this.id)
    this.scan = path === undefined ? undefined : new CauseScan(recording, path)
    return this.scan
  }

  /** Undefined where the root was dropped meanwhile: rows that are not there can't be read. */
  private *read(scan: CauseScan): Pass<Causes | undefined> {
    const { columns, recording } = this
    const { path, size, end, sync } = scan
    const shown = scan.shown.slice()
    const makers = new Map<number, Maker | undefined>()
    const makerOf = (id: number): Maker | undefined => {
      if (!makers.has(id)) makers.set(id, makerIn(recording, id))
      return makers.get(id)
    }
    const nodes = new Map<number, OpenNode>()
    for (const [at, row] of shown.entries()) {
      if (!scan.isKept) return undefined
      const node = nodeOf(columns, row, scan.omitted.get(row) ?? 0, makerOf)
      nodes.set(row, node)
      if (at > 0) nodes.get(recording.rowOf(node.parent!))?.children.push(node)
      if (at % NODE_STEP === NODE_STEP - 1) yield
    }
    const chain = yield* chainThrough(recording, scan, shown)
    if (chain === undefined) return undefined
    const loop = yield* findLoop(columns, chain, makerOf, () => scan.isKept)
    if (!scan.isKept) return undefined
    const root = nodes.get(path.rows[0]!)!
    return {
      root,
      path: path.rows.map((row) => nodes.get(row)!.id),
      missing: path.missing,
      beyond: path.beyond,
      size,
      cut: size - shown.length,
      start: root.time,
      end,
      total: (end ?? recording.now()) - root.time,
      sync,
      loop,
    }
  }
}

/** The causes of one dispatch; undefined if it is not in the recording. */
export function causes(recording: Recording, id: number): Causes | undefined {
  const tree = new CauseTree(recording, id)
  tree.update(Infinity, () => 0)
  return tree.causes
}

interface OpenNode extends CauseNode {
  readonly children: CauseNode[]
}

function nodeOf(
  columns: RecordingColumns,
  row: number,
  omitted: number,
  makerOf: (id: number) => Maker | undefined,
): OpenNode {
  const parentListenerId = columns.parentListener(row)
  return {
    id: columns.id(row),
    event: columns.event(row),
    bus: columns.bus(row),
    origin: columns.origin(row),
    time: columns.time(row),
    sync: columns.sync(row),
    wait: columns.wait(row),
    waited: columns.waited(row),
    status: columns.status(row),
    errors: columns.errorCount(row),
    parent: columns.parent(row),
    parentListener: parentListenerId === undefined ? undefined : makerOf(parentListenerId)?.name,
    parentListenerId,
    children: [],
    omitted,
  }
}

function makerIn(recording: Recording, id: number): Maker | undefined {
  const listener = recording.listener(id)
  if (listener === undefined) return undefined
  const { alike, name } = listener
  return { name, key: alike === undefined ? `${id}` : `alike ${alike.id}` }
}
