// The page around the examples: one button, and one number.

/** Calls `listener` when the button of the page is pressed. */
export function onAddPressed(listener: () => void): void {
  element('add').addEventListener('click', listener)
}

let count = 0

/** Adds to the number that the page shows. */
export function addToCount(quantity: number): void {
  count += quantity
  element('count').textContent = String(count)
}

/** Where components go, in examples with React. */
export function root(): HTMLElement {
  return element('root')
}

function element(id: string): HTMLElement {
  const found = document.getElementById(id)
  if (found === null) throw new Error(`The page has no #${id}`)
  return found
}
