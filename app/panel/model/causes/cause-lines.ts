import type { CauseNode, Causes } from 'eventscope/recorder'

/** Siblings that are shown before the others are asked for. */
const SIBLINGS = 25
/** A chain without branches that is longer than this is shown by its ends. */
const LONG_CHAIN = 12
const CHAIN_END = 4
/** Lines, at most: more than anybody reads. */
const MAX_LINES = 2_000

/** The place of a line among those with the same cause, as the ARIA pattern for trees counts them: from 1. */
interface Place {
  readonly position: number
  readonly setSize: number
}

/** One visible line of the tree of causes. */
export type CauseLine = Place &
  (
    | {
        readonly kind: 'dispatch'
        readonly id: string
        readonly level: number
        readonly node: CauseNode
        readonly expandable: boolean
        readonly expanded: boolean
        /** Whether it leads to the dispatch that is looked at, or is it. */
        readonly onPath: boolean
      }
    | {
        /** What is not shown: dispatches in the middle of a chain, more siblings, or more than can be shown at all. */
        readonly kind: 'chain' | 'siblings' | 'rest'
        readonly id: string
        readonly level: number
        readonly count: number
        readonly expandable: boolean
        readonly expanded: false
      }
  )

/** What the user has opened or closed: ids of lines. */
export type Toggled = ReadonlySet<string>

const ALONE: Place = { position: 1, setSize: 1 }

interface Visit {
  readonly node: CauseNode
  readonly level: number
  /** How many dispatches of a chain without branches were shown before it. */
  readonly shown: number
  readonly place: Place
}

/** The lines of a tree of causes, in the order of reading. Without recursion: a chain may be thousands long. */
export function causeLines({ root, path }: Causes, toggled: Toggled): readonly CauseLine[] {
  const onPath = new Set(path)
  const selected = path.at(-1)
  const lines: CauseLine[] = []
  const open: (Visit | CauseLine)[] = [{ node: root, level: 1, shown: 0, place: ALONE }]
  while (open.length > 0 && lines.length < MAX_LINES) {
    const next = open.pop()!
    if ('kind' in next) {
      lines.push(next)
      continue
    }
    const { node, level, place } = next
    const id = `d${node.id}`
    const expandable = node.children.length + node.omitted > 0
    const expanded = expandable && !toggled.has(id)
    lines.push({
      kind: 'dispatch',
      id,
      level,
      node,
      expandable,
      expanded,
      onPath: onPath.has(node.id),
      ...place,
    })
    if (!expanded) continue
    const child = onlyChild(node)
    if (child === undefined) {
      pushChildren(open, node, level + 1, onPath, toggled)
      continue
    }
    // From the one that is looked at, a chain begins anew: what came of it is as near as what led to it.
    const shown = node.id === selected ? 0 : next.shown + 1
    const skipped =
      shown === CHAIN_END && !toggled.has(`chain${node.id}`) ? skipChain(child, selected) : undefined
    if (skipped === undefined) {
      open.push({ node: child, level: level + 1, shown, place: ALONE })
    } else {
      open.push({
        node: skipped.end,
        level: level + 1 + skipped.count,
        shown: shown + skipped.count,
        place: ALONE,
      })
      open.push(hidden('chain', `chain${node.id}`, level + 1, skipped.count, ALONE))
    }
  }
  if (open.length > 0) lines.push({ ...hidden('rest', 'rest', 1, open.length, ALONE), expandable: false })
  return lines
}

function pushChildren(
  open: (Visit | CauseLine)[],
  { id, children, omitted }: CauseNode,
  level: number,
  onPath: ReadonlySet<number>,
  toggled: Toggled,
): void {
  const all = toggled.has(`siblings${id}`)
  const shown = all ? children : children.filter((child, at) => at < SIBLINGS || onPath.has(child.id))
  const left = children.length - shown.length
  const setSize = shown.length + (left > 0 ? 1 : 0) + (omitted > 0 ? 1 : 0)
  if (omitted > 0) {
    const place = { position: setSize, setSize }
    open.push({ ...hidden('rest', `rest${id}`, level, omitted, place), expandable: false })
  }
  if (left > 0) {
    open.push(hidden('siblings', `siblings${id}`, level, left, { position: shown.length + 1, setSize }))
  }
  for (let at = shown.length - 1; at >= 0; at--) {
    open.push({ node: shown[at]!, level, shown: 0, place: { position: at + 1, setSize } })
  }
}

/**
 * What can be left out of a long chain from `start` on, and where it goes on: its last dispatches are shown, up to the
 * one that is looked at.
 */
function skipChain(
  start: CauseNode,
  selected: number | undefined,
): { count: number; end: CauseNode } | undefined {
  const chain = [start]
  for (let node = start; node.id !== selected;) {
    const child = onlyChild(node)
    if (child === undefined) break
    chain.push(child)
    node = child
  }
  const count = chain.length - CHAIN_END
  return chain.length > LONG_CHAIN ? { count, end: chain[count]! } : undefined
}

function onlyChild({ children, omitted }: CauseNode): CauseNode | undefined {
  return omitted === 0 && children.length === 1 ? children[0] : undefined
}

function hidden(
  kind: 'chain' | 'siblings' | 'rest',
  id: string,
  level: number,
  count: number,
  place: Place,
): Exclude<CauseLine, { kind: 'dispatch' }> {
  return { kind, id, level, count, expandable: true, expanded: false, ...place }
}
