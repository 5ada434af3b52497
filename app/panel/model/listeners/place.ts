import type { ListenerStats } from 'eventscope/recorder'
import { parseStack } from '../stack/parse.ts'
import { displayPath } from '../stack/place.ts'

/** Where a listener was registered, as the list is searched and sorted by: `app/demo/cart.ts:35`. */
export function registeredAt({ place }: Pick<ListenerStats, 'place'>, origin: string): string | undefined {
  const [frame] = place === undefined ? [] : parseStack(place)
  if (frame?.url === undefined) return place
  const path = displayPath(frame.url, origin)
  return frame.line === undefined ? path : `${path}:${frame.line}`
}
