// Cycles in a graph of files, one for each group of files that all reach each other.

/** Takes a Map from file to a Map of the files it imports; gives closed paths: `[a, b, a]`. */
export function findCycles(graph) {
  const done = new Set()
  const cycles = []
  for (const start of graph.keys()) {
    if (done.has(start)) continue
    const path = shortestPathBack(graph, start)
    if (!path) continue
    cycles.push(path)
    const reached = reach(graph, start)
    for (const file of reached) if (reach(graph, file).has(start)) done.add(file)
  }
  return cycles
}

function shortestPathBack(graph, start) {
  const queue = [[start]]
  const seen = new Set()
  for (const path of queue) {
    for (const next of graph.get(path.at(-1)).keys()) {
      if (next === start) return [...path, start]
      if (seen.has(next)) continue
      seen.add(next)
      queue.push([...path, next])
    }
  }
  return undefined
}

function reach(graph, start) {
  const reached = new Set()
  const queue = [start]
  for (const file of queue) {
    for (const next of graph.get(file).keys()) {
      if (reached.has(next)) continue
      reached.add(next)
      queue.push(next)
    }
  }
  return reached
}
