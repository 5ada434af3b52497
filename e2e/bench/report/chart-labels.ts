/** How far apart labels have to be, and between which bounds. */
export interface Room {
  readonly gap: number
  readonly top: number
  readonly bottom: number
}

/** Labels pushed together; they share one shift. */
interface Cluster {
  readonly members: readonly number[]
  /** Where its first label would have to be for the whole to be nearest to what its labels want. */
  readonly wanted: number
}

/**
 * Moves labels apart until none overlaps another, each as near as possible to where it wants to be (least squares:
 * neighbours in conflict are merged and centred on what they want together). Answers in the order asked.
 */
export function spreadLabels(wanted: readonly number[], { gap, top, bottom }: Room): number[] {
  const order = wanted.map((_, index) => index).sort((a, b) => wanted[a]! - wanted[b]!)
  const last = Math.max(top, bottom)
  let clusters: Cluster[] = []
  for (const index of order) {
    clusters = settle([...clusters, { members: [index], wanted: wanted[index]! }], gap, top, last)
  }
  const places: number[] = Array.from({ length: wanted.length })
  for (const cluster of clusters) {
    const start = startOf(cluster, gap, top, last)
    cluster.members.forEach((member, index) => {
      places[member] = start + index * gap
    })
  }
  return places
}

/** Merges the last cluster into the one before it for as long as they touch. */
function settle(clusters: readonly Cluster[], gap: number, top: number, bottom: number): Cluster[] {
  const last = clusters.at(-1)
  const before = clusters.at(-2)
  if (!last || !before) return [...clusters]
  const end = startOf(before, gap, top, bottom) + before.members.length * gap
  if (end <= startOf(last, gap, top, bottom)) return [...clusters]
  return settle([...clusters.slice(0, -2), merge(before, last, gap)], gap, top, bottom)
}

function merge(before: Cluster, last: Cluster, gap: number): Cluster {
  const [many, more] = [before.members.length, last.members.length]
  const wanted = (before.wanted * many + (last.wanted - many * gap) * more) / (many + more)
  return { members: [...before.members, ...last.members], wanted }
}

function startOf({ members, wanted }: Cluster, gap: number, top: number, bottom: number): number {
  const latest = bottom - (members.length - 1) * gap
  return Math.max(top, Math.min(wanted, latest))
}
