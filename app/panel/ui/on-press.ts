import type { MouseEvent } from 'react'

/** What an element needs to be told of being pressed. */
interface Press {
  readonly onMouseDown: (event: MouseEvent) => void
  readonly onClick: (event: MouseEvent) => void
}

/**
 * Chooses something as soon as it is pressed. Rows move as events arrive, or as a filter takes effect: when the button is
 * let go, something else may be under the pointer, and the browser then tells nobody of a click.
 */
export function onPress(choose: (event: MouseEvent) => void): Press {
  return {
    onMouseDown: (event) => {
      if (event.button === 0) choose(event)
    },
    // A screen reader clicks without pressing.
    onClick: (event) => {
      if (event.detail === 0) choose(event)
    },
  }
}
