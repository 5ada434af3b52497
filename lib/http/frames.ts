const encoder = new TextEncoder()

/** How places in a stream are written as ids: those of another process, or of a time before a restart, are told apart. */
export class StreamIds {
  private readonly epoch = crypto.randomUUID().slice(0, 8)

  write(place: number): string {
    return `${this.epoch}-${place}`
  }

  /** The place; undefined where the id is of another stream, or none at all. */
  read(id: string): number | undefined {
    const [, epoch, place] = /^([0-9a-f]{8})-(\d{1,15})$/.exec(id) ?? []
    return epoch === this.epoch ? Number(place) : undefined
  }
}

/** One server-sent event. The data is JSON, which is one line. */
export function eventFrame(event: string, data: string, id?: string): Uint8Array {
  return encoder.encode(`${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${data}\n\n`)
}

/**
 * A sign of life. Its id says how far the reader has come, also where nothing of late was for it: it takes that up
 * without an event.
 */
export function heartbeatFrame(id: string): Uint8Array {
  return encoder.encode(`: heartbeat\nid: ${id}\n\n`)
}

/** Several frames as one. */
export function joined(frames: readonly Uint8Array[]): Uint8Array {
  const [only] = frames
  if (frames.length === 1 && only !== undefined) return only
  const all = new Uint8Array(frames.reduce((sum, { byteLength }) => sum + byteLength, 0))
  let at = 0
  for (const frame of frames) {
    all.set(frame, at)
    at += frame.byteLength
  }
  return all
}
