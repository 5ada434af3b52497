/** One event of a stream of server-sent events. */
export interface SseEvent {
  /** `message` where the server names none. */
  readonly type: string
  /** Undefined where it was larger than the parser keeps. */
  readonly data: string | undefined
  /** The id of the newest event that had one, this one included. */
  readonly id: string | undefined
}

const LINE_END = /\r\n?|\n/g
const BOM = '\uFEFF'
const DATA_FIELD = 'data:'

/**
 * Reads server-sent events as https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream
 * says, from chunks cut anywhere.
 */
export class SseParser {
  /** The id of the newest event that had one. */
  lastId: string | undefined
  /** How long the server asks to wait before connecting again, in ms; undefined where it does not. */
  retry: number | undefined
  private readonly decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  private started = false
  /** A line whose end has not come yet. */
  private rest = ''
  private tooLong = false
  /** The last chunk ended with CR: an LF at the start of the next belongs to it. */
  private afterCr = false
  private type = ''
  private data: string | undefined
  private id: string | undefined
  /** Whether the event's data was longer than is kept. */
  private tooLarge = false

  /** `maxLength` bounds what is kept of one event, in characters. */
  constructor(private readonly maxLength: number) {}

  /** The events that are complete with this chunk. */
  push(chunk: Uint8Array): SseEvent[] {
    let text = this.decoder.decode(chunk, { stream: true })
    if (text === '') return []
    if (!this.started && text.startsWith(BOM)) text = text.slice(1)
    this.started = true
    const events: SseEvent[] = []
    let start = this.afterCr && text.startsWith('\n') ? 1 : 0
    this.afterCr = text.endsWith('\r')
    LINE_END.lastIndex = start
    for (let end = LINE_END.exec(text); end !== null; end = LINE_END.exec(text)) {
      this.keep(text.slice(start, end.index))
      start = end.index + end[0].length
      const line = this.rest
      this.rest = ''
      const event = line === '' ? this.endOfEvent() : this.field(line)
      if (event !== undefined) events.push(event)
      this.tooLong = false
    }
    this.keep(text.slice(start))
    return events
  }

  /** Adds to the line that has not ended yet; of one that is too long only the name of the field is kept. */
  private keep(text: string): void {
    if (this.tooLong) return
    this.rest += text
    if (this.rest.length <= this.maxLength + DATA_FIELD.length) return
    this.tooLong = true
    this.rest = this.rest.slice(0, DATA_FIELD.length)
  }

  private field(line: string): undefined {
    if (this.tooLong) {
      if (line === DATA_FIELD) this.drop()
      return undefined
    }
    const colon = line.indexOf(':')
    const name = colon < 0 ? line : line.slice(0, colon)
    const value = colon < 0 ? '' : line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1)
    if (name === 'data') this.addData(value)
    else if (name === 'event') this.type = value
    else if (name === 'id' && !value.includes('\0')) this.id = value
    else if (name === 'retry' && /^\d+$/.test(value)) this.retry = Number(value)
    return undefined
  }

  private addData(value: string): void {
    if (this.tooLarge) return
    this.data = this.data === undefined ? value : `${this.data}\n${value}`
    if (this.data.length > this.maxLength) this.drop()
  }

  private drop(): void {
    this.tooLarge = true
    this.data = undefined
  }

  private endOfEvent(): SseEvent | undefined {
    // An empty id takes the one before back.
    if (this.id !== undefined) this.lastId = this.id === '' ? undefined : this.id
    const { type, data, tooLarge } = this
    this.type = ''
    this.data = undefined
    this.tooLarge = false
    if (data === undefined && !tooLarge) return undefined
    return { type: type === '' ? 'message' : type, data, id: this.lastId }
  }
}
