import type { Recording, RecordingColumns } from '../types.ts'
import { findLoop } from './cause-loop.ts'
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
      const scan = this.begin()
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

  private begin(): CauseScan | undefined {
    const { recording } = this
    if (this.scan?.isKept === true && this.generation === recording.generation) return this.scan
    this.generation = recording.generation
    this.readSize = 0
    const path = pathTo(recording, this.id)
    this.scan = path === undefined ? undefined : new CauseScan(recording, path)
    return this.scan
  }

  /** Undefined where the root was dropped meanwhile: rows that are not there can't be read. */
  private *read(scan: CauseScan): Pass<Causes | undefined> {
    const { columns, recording } = this
    const { path, size, end, sync } = scan
    const shown = scan.shown.slice()
    const names = new Map<number, string | undefined>()
    const nameOf = (id: number): string | undefined => {
      if (!names.has(id)) names.set(id, recording.listener(id)?.name)
      return names.get(id)
    }
    const nodes = new Map<number, OpenNode>()
    for (const [at, row] of shown.entries()) {
      if (!scan.isKept) return undefined
      const node = nodeOf(columns, row, scan.omitted.get(row) ?? 0, nameOf)
      nodes.set(row, node)
      if (at > 0) nodes.get(recording.rowOf(node.parent!))?.children.push(node)
      if (at % NODE_STEP === NODE_STEP - 1) yield
    }
    if (!scan.isKept) return undefined
    const root = nodes.get(path.rows[0]!)!
    const chain = chainThrough(recording, path.rows, shown)
    return {
      root,
      path: path.rows.map((row) => columns.id(row)),
      missing: path.missing,
      beyond: path.beyond,
      size,
      cut: size - shown.length,
      start: root.time,
      end,
      total: (end ?? recording.now()) - root.time,
      sync,
      loop: findLoop(columns, chain, nameOf),
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
  nameOf: (id: number) => string | undefined,
): OpenNode {
  const parentListenerId = columns.parentListener(row)
  return {
    id: columns.id(row),
    event: columns.event(row),
    bus: columns.bus(row),
    time: columns.time(row),
    sync: columns.sync(row),
    wait: columns.wait(row),
    waited: columns.waited(row),
    status: columns.status(row),
    errors: columns.errorCount(row),
    parent: columns.parent(row),
    parentListener: parentListenerId === undefined ? undefined : nameOf(parentListenerId),
    parentListenerId,
    children: [],
    omitted,
  }
}

/**
 * The path, and on from its end: from each dispatch to the child that most came of, of those that are shown. Without
 * recursion: a chain may be thousands long.
 */
function chainThrough(recording: Recording, path: readonly number[], shown: readonly number[]): number[] {
  const { columns } = recording
  const sizes = new Map<number, number>()
  const heirs = new Map<number, number>()
  // Effects come after their causes. Of equals, the first child is the heir.
  for (const row of shown.toReversed()) {
    const size = (sizes.get(row) ?? 0) + 1
    sizes.set(row, size)
    const parent = columns.parent(row)
    if (parent === undefined) continue
    const parentRow = recording.rowOf(parent)
    sizes.set(parentRow, (sizes.get(parentRow) ?? 0) + size)
    const heir = heirs.get(parentRow)
    if (heir === undefined || size >= sizes.get(heir)!) heirs.set(parentRow, row)
  }
  const chain = path.slice()
  let heir = heirs.get(path.at(-1)!)
  while (heir !== undefined) {
    chain.push(heir)
    heir = heirs.get(heir)
  }
  return chain
}
