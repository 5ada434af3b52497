import type { Recording } from 'eventscope/recorder'

/** Names of listeners that are kept at most. */
const MAX_NAMES = 2_000

/** Names of listeners, asked for in every frame. */
export class ListenerNames {
  private readonly names = new Map<number, string>()

  constructor(private readonly recording: Pick<Recording, 'listener'>) {}

  of(id: number): string {
    const known = this.names.get(id)
    if (known !== undefined) return known
    const name = this.recording.listener(id)?.name ?? ''
    if (this.names.size >= MAX_NAMES) this.names.clear()
    this.names.set(id, name)
    return name
  }
}

/**
 * As much of a text as fits, with an ellipsis; nothing where too little would be left to recognise it.
 * @param width of the whole text, px
 */
export function elide(text: string, width: number, room: number): string {
  if (width <= room) return text
  // Letters differ in width; on average it comes out right, and what is drawn is clipped.
  const letters = Math.floor((room / width) * text.length) - 1
  return letters < 2 ? '' : `${text.slice(0, letters)}…`
}
