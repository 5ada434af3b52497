/** How often the page is told to go on, ms. */
const TICK_MS = 4

let last = performance.now()
let longest = 0
let isReady = true

// One tick at a time: those of a page that is too busy to answer would pile up and keep it from anything else.
addEventListener('message', () => {
  isReady = true
})

// In a worker, since a page's own timers slow down to one a second while it is hidden, and its events must not. It
// says how long it was late at most: having nothing else to do, it waits only for a core, which another program or
// another thread of this browser may hold.
setInterval(() => {
  const now = performance.now()
  longest = Math.max(longest, now - last)
  last = now
  if (!isReady) return
  postMessage(longest)
  isReady = false
  longest = 0
}, TICK_MS)
