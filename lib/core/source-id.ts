let lastId = 0

/** The id of a bus, or of anything else that observers are told of. Unique in the page. */
export function nextSourceId(): number {
  return ++lastId
}
