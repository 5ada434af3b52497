import { createBus } from 'eventscope'
import { useListener } from 'eventscope/react'

const bus = createBus<{ 'user.signed_in': { name: string } }>()

export function Greeting() {
  useListener(bus, 'user.signed_in', ({ name }) => name.toUpperCase())
  return null
}
