import type { Recording } from 'eventscope/recorder'

/** The dispatch of the same event on the same bus before this one, if it is still in the recording. */
export function previousOf(recording: Recording, id: number): number | undefined {
  const { columns } = recording
  const row = recording.rowOf(id)
  if (row < 0) return undefined
  const event = columns.event(row)
  const bus = columns.bus(row)
  for (let at = row - 1; at >= columns.first; at--) {
    if (columns.event(at) === event && columns.bus(at) === bus) return columns.id(at)
  }
  return undefined
}

/** Finds it once for each dispatch that is looked at: the recording may be long, and views render often. */
export class PreviousFinder {
  private id = -1
  private found: number | undefined

  constructor(private readonly recording: Recording) {}

  of(id: number): number | undefined {
    const { recording } = this
    const gone = this.found !== undefined && recording.rowOf(this.found) < 0
    if (id !== this.id || gone) {
      this.id = id
      this.found = previousOf(recording, id)
    }
    return this.found
  }
}
