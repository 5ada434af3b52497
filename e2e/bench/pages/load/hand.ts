import type { Move } from './api.ts'

/** What the wheel turns in a frame, and what the pointer moves, px. */
const TURN_PX = 100
const DRAG_PX = 12
const SLIDE_PX = 30
/** A mouse is this pointer in every browser. */
const MOUSE = 1

/**
 * Zooms and moves a view of the panel from within the page: in every frame there is just one input, however busy
 * the machine is with others. From outside, frames without an input would look smooth at no cost.
 */
export class Hand {
  private readonly target: Element
  /** Where the pointer rests, px. */
  private readonly x: number
  private readonly y: number

  /** @param group the accessible name of the view */
  constructor(group: string) {
    const root = document.querySelector('eventscope-dock')?.shadowRoot
    const view = root?.querySelector(`[role="group"][aria-label="${group}"]`)
    if (!root || !view) throw new Error(`There is no group ‘${group}’ in the panel`)
    const { left, top, width, height } = view.getBoundingClientRect()
    this.x = left + width / 2
    this.y = top + height / 2
    this.target = root.elementFromPoint(this.x, this.y) ?? view
  }

  async move(moves: readonly Move[]): Promise<void> {
    for (const move of moves) {
      if (move.kind === 'zoom') await this.zoom(move.turns)
      else if (move.kind === 'drag') await this.drag(move.px)
      else await this.slide(move.px)
    }
  }

  private async zoom(turns: number): Promise<void> {
    for (let left = Math.abs(turns); left > 0; left--) {
      await nextFrame()
      this.wheel({ deltaY: -Math.sign(turns) * TURN_PX, ctrlKey: true })
    }
  }

  private async slide(px: number): Promise<void> {
    for (const side of [1, -1]) {
      for (let left = Math.abs(px); left > 0; left -= SLIDE_PX) {
        await nextFrame()
        this.wheel({ deltaY: side * Math.sign(px) * SLIDE_PX, shiftKey: true })
      }
    }
  }

  private async drag(px: number): Promise<void> {
    const steps = Math.ceil(Math.abs(px) / DRAG_PX)
    this.point('pointerdown', 0)
    for (let at = 1; at <= 2 * steps; at++) {
      await nextFrame()
      this.point('pointermove', Math.sign(px) * DRAG_PX * Math.min(at, 2 * steps - at))
    }
    this.point('pointerup', 0)
  }

  private wheel(init: WheelEventInit): void {
    this.target.dispatchEvent(new WheelEvent('wheel', { ...this.at(0), ...init }))
  }

  private point(type: 'pointerdown' | 'pointermove' | 'pointerup', by: number): void {
    const buttons = type === 'pointerup' ? 0 : 1
    const init = { ...this.at(by), pointerId: MOUSE, pointerType: 'mouse', isPrimary: true, buttons }
    this.target.dispatchEvent(new PointerEvent(type, init))
  }

  private at(by: number): MouseEventInit {
    return { clientX: this.x + by, clientY: this.y, bubbles: true, cancelable: true, composed: true }
  }
}

function nextFrame(): Promise<unknown> {
  return new Promise((resolve) => {
    requestAnimationFrame(resolve)
  })
}
