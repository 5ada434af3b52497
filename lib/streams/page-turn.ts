/**
 * Gives the page a turn: to draw, and to hear its user. Not by a timer: those of a page in the background fire once a
 * second, and later once a minute.
 */
export function pageTurn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.addEventListener('message', () => {
      port1.close()
      resolve()
    })
    port1.start()
    port2.postMessage(undefined)
  })
}
