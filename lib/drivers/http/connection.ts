/** A stream of server-sent events that is open, or on the way to be. */
export interface Connection {
  /** Lets go of it. Nothing is told of it any more. */
  close(): void
}

/** What is told of a connection, until it is closed or lost. */
export interface ConnectionListener {
  open(): void
  /** The id is the newest that came; undefined while there is none. */
  event(type: string, data: string | undefined, id: string | undefined): void
  /** Something came that is no event: the connection is alive. `id` and `retry` as the server says, where it does. */
  alive(id: string | undefined, retry: number | undefined): void
  /** It is over, and closed. */
  lost(reason: string): void
}

/** Opens a connection. The listener is told of nothing before it has returned. */
export type Connect = (url: string, listener: ConnectionListener) => Connection
