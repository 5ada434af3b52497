/** Where a dispatch comes from that was not made here. */
export interface Origin {
  /** What brought it in: the name of a driver, or of another way in (`http` for an endpoint). */
  readonly via: string
  /** Who dispatched it first. Unique for each driver, and the same wherever the message goes. */
  readonly sender: string
  /** The id of the message: the same wherever it goes, while each process gives its dispatch an id of its own. */
  readonly id: string
  /** When it was sent, in ms since the Unix epoch, by the sender's clock; undefined where the message does not say. */
  readonly time?: number | undefined
}
