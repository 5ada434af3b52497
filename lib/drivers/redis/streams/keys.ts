/** The keys of Redis that stream mode uses. */
export class StreamKeys {
  /** A set: the names of all events that have a stream. */
  readonly index: string
  /** A set: the groups that have begun to listen to every event. */
  readonly followers: string
  private readonly streams: string

  constructor(prefix: string) {
    this.index = `${prefix}events`
    this.followers = `${prefix}followers`
    this.streams = `${prefix}stream:`
  }

  /** The stream of an event. */
  stream(event: string): string {
    return this.streams + event
  }

  /** The event of a stream. */
  event(stream: string): string {
    return stream.slice(this.streams.length)
  }
}

/** The consumer group of a queue, which a service of the same name does not share. */
export function groupOfQueue(queue: string): string {
  return `queue:${queue}`
}
